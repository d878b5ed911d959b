import fc from 'fast-check';
import type { AmbientMeshProps } from '../../lib/mesh/spec';
import { type IstioVersion, VERSIONS, type VersionRow } from '../../lib/mesh/versions';
import { hasCharts, prerender } from '../support/helm';
import { crowdedMeshWith, randomMeshWith } from '../support/random/mesh';
import { CHART_CASES } from '../support/reference/chart-cases';
import { blame } from './blame';
import { type Command, parseCommand, USAGE } from './command';
import { WAYS, type Way } from './ways';

interface Spec {
  readonly name: string;
  readonly props: AmbientMeshProps;
}

function casesOf({ referenced, knows }: VersionRow): Spec[] {
  return Object.entries(CHART_CASES)
    .filter(([, { networkPolicies = false }]) => knows.networkPolicies || !networkPolicies)
    .map(([name, props]) => ({ name: `case ${name}`, props: { ...props, version: referenced as IstioVersion } }));
}

function sampleOf(title: string, specs: fc.Arbitrary<AmbientMeshProps>, seed: number, numRuns: number): Spec[] {
  return fc.sample(specs, { seed, numRuns }).map((props, index) => ({ name: `${title} ${index}`, props }));
}

/** What is compared of a minor, each with what it is called. */
function specsOf(row: VersionRow, { seed, runs }: Command) {
  const given = { version: row.referenced as IstioVersion };
  return {
    cases: casesOf(row),
    'random specs': sampleOf('random', randomMeshWith(given), seed, runs),
    'specs of half of all props': sampleOf('crowded', crowdedMeshWith(given), seed, Math.ceil(runs / 8)),
  };
}

/** Prints a spec's differences, each with the props that cause it. */
function compare({ name, props }: Spec, { differences }: Way): boolean {
  if (differences(props).length === 0) return true;
  console.log(`  ${name}: ${JSON.stringify(props)}`);
  for (const { difference, props: causes } of blame(props, differences)) {
    console.log(`    ${difference}\n      by: ${causes.join(', ') || 'no single prop'}`);
  }
  return false;
}

/** Compares specs on their way; how many differ. */
async function follow(way: Way, title: string, specs: readonly Spec[]): Promise<number> {
  const told = specs.flatMap(({ name, props }) => {
    const left = way.toldOf(props);
    return left === undefined ? [] : [{ name, props: left, isWhole: left === props }];
  });
  await prerender(told.flatMap(({ props }) => way.renderings(props)));
  const differing = told.filter(spec => !compare(spec, way)).length;
  const refused = specs.length - told.length;
  const cut = told.filter(({ isWhole }) => !isWhole).length;
  const notes = [cut > 0 && `${cut} of them without the props it refuses`, refused > 0 && `${refused} refused`];
  const note = notes.filter(Boolean).join('; ');
  console.log(`  ${way.name}: ${told.length - differing} of ${told.length} ${title} equal${note && ` (${note})`}`);
  return differing;
}

/** Compares all specs of a minor on every way; how many differ. */
async function run(row: VersionRow, command: Command): Promise<number> {
  console.log(`${row.minor}`);
  const { cases, ...random } = specsOf(row, command);
  let differing = 0;
  for (const way of WAYS) {
    const followed = { cases, ...(way.isRandom ? random : {}) };
    for (const [title, specs] of Object.entries(followed)) differing += await follow(way, title, specs);
  }
  return differing;
}

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2));
  if (command === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  if (command.help) {
    console.log(USAGE);
    return;
  }
  const asked = VERSIONS.filter(({ minor }) => command.minors.length === 0 || command.minors.includes(minor));
  const rows = asked.filter(({ minor }) => hasCharts(minor));
  for (const { minor } of asked.filter(row => !rows.includes(row))) {
    console.log(`${minor}: not looked at, no helm or no charts in CHARTS_DIR`);
  }
  console.log(`seed ${command.seed}`);
  let differing = 0;
  for (const row of rows) differing += await run(row, command);
  console.log(rows.length === 0 ? USAGE : `${differing} differ`);
  process.exitCode = differing > 0 || rows.length === 0 ? 1 : 0;
}

void main();
