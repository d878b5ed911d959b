import { runMigrate } from './migrate/command';

process.exitCode = runMigrate(process.argv.slice(2), {
  print: text => process.stdout.write(text),
  complain: text => process.stderr.write(text),
});
