import { runAnalyze } from './analyze/command';
import { standardStreams } from './standard-streams';

process.exitCode = runAnalyze(process.argv.slice(2), standardStreams());
