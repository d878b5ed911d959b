import { main } from './bootstrap/main';

void main(process.argv.slice(2), process).then(code => {
  process.exitCode = code;
});
