import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { helmCase } from './bench/helm';
import { type Case, medians, ROOT, run, seconds, wallTime } from './bench/measure';
import { withUsage } from './usage';

const USAGE = `usage: npm run bench -- [ROUNDS]

How long synth takes, beside what it is to be compared with: medians of ROUNDS runs (default 5). It measures and asserts
nothing. The charts are rendered where CHARTS_DIR names them.`;

const rounds = Number(process.argv[2] ?? 5);
let folder: string;
const LOADER = ['--require', './scripts/register.js'];

function main(): void {
  folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  console.log(`medians of ${rounds} runs in turns, Node ${process.version}\n`);
  try {
    coldSynth();
    stacks();
    rules();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A new process each time, as a user runs it. */
function coldSynth(): void {
  const ours = [...LOADER, 'main.ts', '--output', path.join(folder, 'ours')];
  const stock = [
    '--require',
    './scripts/bench/stock-loader.js',
    'scripts/bench/stock-main.ts',
    path.join(folder, 'stock'),
  ];
  emptyCache();
  console.log(`default topology, very first run: ${seconds(wallTime(process.execPath, ours))}`);
  const cases: Case[] = [
    { name: 'default topology, new process', run: () => wallTime(process.execPath, ours) },
    { name: 'stock ts-node with types, stock App', run: () => wallTime(process.execPath, stock) },
  ];
  const render = helmCase(process.env.CHARTS_DIR);
  if (typeof render === 'string') console.log(`helm template: left out, ${render}`);
  else cases.push({ name: 'helm template of the four charts', run: () => timed(render) });
  compare(cases);
}

/** Apps of many stacks, timed from `synth` to its end. */
function stacks(): void {
  let peak = 0;
  const stackCase = (which: 'ours' | 'stock', count: number): Case => ({
    name: `${which}, ${count} stacks of 7 objects`,
    run: () => {
      const result = runStacks(which, count);
      if (which === 'ours') peak = Math.max(peak, result.peak);
      return result.milliseconds;
    },
  });
  compare([stackCase('ours', 1000), stackCase('stock', 1000), stackCase('ours', 10_000)]);
  console.log(`  peak memory of ours: ${Math.round(peak)} MB`);
}

/** Every rule over the same stacks, beside what it takes to synthesize them; and over their files. */
function rules(): void {
  const manifests = path.join(folder, 'manifests');
  run(process.execPath, [...LOADER, 'scripts/bench/stacks.ts', 'ours', '1000', manifests]);
  const rulesCase = (count: number): Case => ({
    name: `rules over ${count} stacks`,
    run: () => runStacks('rules', count).rules,
  });
  const analyze = [...LOADER, 'scripts/analyze.ts', manifests];
  const cases: Case[] = [
    { name: 'synth of 1000 stacks', run: () => runStacks('ours', 1000).milliseconds },
    rulesCase(1000),
    rulesCase(10_000),
    { name: 'analyze, the files of 1000 stacks', run: () => wallTime(process.execPath, analyze) },
  ];
  const istioctl = ['analyze', '--use-kube=false', '--recursive', manifests];
  if (spawnSync('istioctl', ['version', '--remote=false']).status !== 0)
    console.log('\nistioctl analyze: left out, it is not installed');
  else cases.push({ name: 'istioctl analyze, the same', run: () => timed(() => spawnSync('istioctl', istioctl)) });
  compare(cases);
}

/** Synthesizes many stacks in a process of its own, and says how long that took. */
function runStacks(which: 'ours' | 'stock' | 'rules', count: number) {
  const outdir = path.join(folder, `${which}-${count}`);
  const result = JSON.parse(
    run(process.execPath, [...LOADER, 'scripts/bench/stacks.ts', which, String(count), outdir]),
  );
  rmSync(outdir, { recursive: true });
  return result;
}

/** Prints each median, and how many times the first it is. */
function compare(cases: readonly Case[]): void {
  const times = medians(cases, rounds);
  console.log();
  for (const [position, { name }] of cases.entries()) {
    console.log(
      `  ${name.padEnd(40)} ${seconds(times[position]).padStart(8)}  x ${(times[position] / times[0]).toFixed(2)}`,
    );
  }
}

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Only the entries: whoever shares the folder finds it still there. */
function emptyCache(): void {
  const cache = path.join(ROOT, 'node_modules', '.cache', 'cdk8s-istio-ambient');
  if (!existsSync(cache)) return;
  for (const entry of readdirSync(cache)) rmSync(path.join(cache, entry), { force: true });
}

withUsage(USAGE, args => args.length < 2 && args.every(arg => /^[1-9]\d*$/.test(arg)), main);
