/** Does the work of a command, unless its arguments ask for its usage or do not fit: that ends with code 2. */
export function withUsage(usage: string, fits: (args: readonly string[]) => boolean, work: () => void): void {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) console.log(usage);
  else if (fits(args)) work();
  else {
    console.error(usage);
    process.exitCode = 2;
  }
}

/** For commands that take no arguments. */
export const none = (args: readonly string[]): boolean => args.length === 0;
