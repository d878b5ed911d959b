// Completes package-lock.json with the packages of other platforms, after `npm install` on a machine whose registry
// does not have them: `npm ci` refuses a lock file that lacks one. Their names and versions stand in the packages that
// want them, their platform stands in their name; without a checksum npm takes what the registry has.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { none, withUsage } from './usage';

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The part of package-lock.json that is read here. */
interface Lock {
  readonly packages: Readonly<Record<string, Entry>>;
}

const SYSTEMS = ['darwin', 'android', 'win32', 'freebsd', 'openharmony', 'linux'];
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64'];

/** Where a package runs, by its name: `@swc/core-linux-arm-gnueabihf` is linux, arm, glibc. */
export function platformOf(name: string) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find(system => words.includes(system));
  const cpu = PROCESSORS.find(processor => words.includes(processor));
  const libc = words.flatMap(word => (/^musl/.test(word) ? 'musl' : /^gnu/.test(word) ? 'glibc' : []));
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(os === 'linux' && libc.length > 0 && { libc }) };
}

/** The entries that a lock file lacks, by their place in it. */
export function missingEntries(lock: Lock): Record<string, Entry> {
  const wanted = Object.values(lock.packages).flatMap(entry =>
    Object.entries(entry.optionalDependencies ?? {}).map(([name, version]) => ({ name, version, dev: entry.dev })),
  );
  return Object.fromEntries(
    wanted
      .filter(({ name }) => !(`node_modules/${name}` in lock.packages))
      .map(({ name, version, dev }) => [
        `node_modules/${name}`,
        { version: version.replace(/^[~^]/, ''), ...(dev && { dev }), optional: true, ...platformOf(name) },
      ]),
  );
}

function complete(): void {
  const file = join(__dirname, '..', 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(lock);
  const packages = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} packages of other platforms added`);
}

const USAGE = 'usage: npm run lock\n\nCompletes package-lock.json with the packages of other platforms.';

if (require.main === module) withUsage(USAGE, none, complete);
