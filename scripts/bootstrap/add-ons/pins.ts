import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Faults } from '../../crds/faults';
import { sha256 } from '../../crds/source';
import type { Report } from '../report';
import type { AddOn } from './add-on';

/** What a pin is kept under: the published file, or the chart with its version. */
const pinKey = ({ source, version }: AddOn): string =>
  source.type === 'manifest' ? source.url : `${source.repository} ${source.chart} ${version}`;

/** Hashes of add-ons, kept in the lock beside those of definitions. */
export class Pins {
  constructor(
    private readonly lockPath: string,
    private readonly report: Report,
  ) {}

  /** Empty where no hash is known yet. */
  hashOf(addOn: AddOn): string {
    return this.lock().addOns?.[pinKey(addOn)] ?? '';
  }

  /** Holds bytes against the pin, or makes the first one that comes the pin. @throws Faults */
  check(addOn: AddOn, bytes: Buffer): void {
    const [pinned, found] = [this.hashOf(addOn), sha256(bytes)];
    if (pinned === found) return;
    if (pinned !== '') {
      const fault = `${pinKey(addOn)} is not what crds.lock.json pins\n  found     ${found}\n  expected  ${pinned}`;
      throw new Faults([fault], ['get the published file, or pin the found hash if the change is meant']);
    }
    this.report.line(`   no hash of ${addOn.name} ${addOn.version} was known; the first download has ${found}`);
    try {
      this.record(pinKey(addOn), found);
      this.report.line('   it is recorded in crds.lock.json from now on: commit that file');
    } catch (thrown) {
      this.report.line(`   it could not be recorded: ${(thrown as Error).message}`);
    }
  }

  private record(key: string, hash: string): void {
    const lock = this.lock();
    const addOns = Object.fromEntries(
      Object.entries({ ...lock.addOns, [key]: hash }).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    const fresh = `${this.lockPath}.${process.pid}`;
    writeFileSync(fresh, `${JSON.stringify({ ...lock, addOns }, null, 2)}\n`);
    renameSync(fresh, this.lockPath);
  }

  private lock(): { readonly addOns?: Readonly<Record<string, string>> } {
    return JSON.parse(readFileSync(this.lockPath, 'utf8'));
  }
}
