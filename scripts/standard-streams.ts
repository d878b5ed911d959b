import { styleFor } from '../lib/core/style';

/** Prints on the streams of the process; a reader of a pipe that has seen enough, as `head` has, is no fault. */
export function standardStreams() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    print: (text: string) => void process.stdout.write(text),
    complain: (text: string) => void process.stderr.write(text),
    style: styleFor(process.stdout, process.env.NO_COLOR),
  };
}
