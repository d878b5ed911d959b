import { runExplain } from './explain/command';
import { standardStreams } from './standard-streams';

process.exitCode = runExplain(process.argv.slice(2), standardStreams());
