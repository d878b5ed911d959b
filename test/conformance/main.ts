import fc from 'fast-check';
import type { AmbientMeshProps } from '../../lib/mesh/spec';
import { type IstioVersion, VERSIONS, type VersionRow } from '../../lib/mesh/versions';
import { hasCharts } from '../support/helm';
import { randomMeshWith } from '../support/random/mesh';
import { CHART_CASES } from '../support/reference/chart-cases';
import { blame, chartDifferences } from './blame';
import { type Command, parseCommand, USAGE } from './command';

interface Spec {
  readonly name: string;
  readonly props: AmbientMeshProps;
}

function casesOf({ referenced, knows }: VersionRow): Spec[] {
  return Object.entries(CHART_CASES)
    .filter(([, { networkPolicies = false }]) => knows.networkPolicies || !networkPolicies)
    .map(([name, props]) => ({ name: `case ${name}`, props: { ...props, version: referenced as IstioVersion } }));
}

function randomOf({ referenced }: VersionRow, { seed, runs }: Command): Spec[] {
  const samples = fc.sample(randomMeshWith({ version: referenced as IstioVersion }), { seed, numRuns: runs });
  return samples.map((props, index) => ({ name: `random ${index}`, props }));
}

/** Prints a spec's differences, each with the props that cause it. */
function compare({ name, props }: Spec): number {
  const found = chartDifferences(props);
  if (found.length === 0) return 0;
  console.log(`  ${name}: ${JSON.stringify(props)}`);
  for (const { difference, props: causes } of blame(props, found)) {
    console.log(`    ${difference}\n      by: ${causes.join(', ') || 'no single prop'}`);
  }
  return found.length;
}

/** Compares all specs of a minor; how many differ. */
function run(row: VersionRow, command: Command): number {
  const groups = { cases: casesOf(row), 'random specs': randomOf(row, command) };
  const counts = Object.entries(groups).map(([title, specs]) => {
    const differing = specs.map(compare).filter(count => count > 0).length;
    console.log(`${row.minor}: ${specs.length - differing} of ${specs.length} ${title} equal`);
    return differing;
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

function main(): void {
  const command = parseCommand(process.argv.slice(2));
  if (command === undefined || command.help) {
    console.log(USAGE);
    return;
  }
  const asked = VERSIONS.filter(({ minor }) => command.minors.length === 0 || command.minors.includes(minor));
  const rows = asked.filter(({ minor }) => hasCharts(minor));
  for (const { minor } of asked.filter(row => !rows.includes(row))) {
    console.log(`${minor}: not looked at, no helm or no charts in CHARTS_DIR`);
  }
  console.log(`seed ${command.seed}`);
  const differing = rows.map(row => run(row, command)).reduce((sum, count) => sum + count, 0);
  console.log(rows.length === 0 ? USAGE : `${differing} specs differ`);
  process.exitCode = differing > 0 || rows.length === 0 ? 1 : 0;
}

main();
