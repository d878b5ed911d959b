import type { Report } from '../report';
import { toUrl } from './addresses';
import type { UpResult } from './up';

/** The last lines of `up`: where everything is, what took how long, and what to do next. */
export function describeUp(
  { addresses, topology, context, dryRun }: UpResult,
  report: Report,
  logPath: string,
): string {
  const { seconds, calls } = report.totals;
  if (dryRun) return `dry run: up would make these ${calls} calls at least, and has made none\nLog: ${logPath}`;
  const width = Math.max(0, ...addresses.map(({ gateway }) => gateway.length));
  const lines = addresses.map(
    address => `  ${address.gateway.padEnd(width)}  ${toUrl(address)}   (listener ${address.listener}, ${address.via})`,
  );
  return [
    `${topology} is up on ${context}: ${seconds.toFixed(1)} s, ${calls} calls`,
    ...lines,
    '',
    'Next:',
    '  npm run verify     # look whether it does what it is for',
    '  npm run down       # take it away again',
    `Log: ${logPath}`,
  ].join('\n');
}
