import { runKustomize } from './kustomize/command';

process.exitCode = runKustomize(process.argv.slice(2), {
  print: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
});
