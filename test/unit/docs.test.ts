import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Construct } from 'constructs';
import * as library from '../../lib';
import { documents, examplesOf, runExample } from '../support/documents';
import { typeFaults } from '../support/type-check';

const EXAMPLES = documents().flatMap(examplesOf);

test('there are examples', () => expect(EXAMPLES.length).toBeGreaterThan(10));

test.each(EXAMPLES)('$name synthesizes without a finding', example => {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const synthesized = runExample(example, outdir);
    expect(synthesized.flatMap(({ findings }) => findings)).toEqual([]);
    expect(synthesized).toHaveLength(1);
    expect(readdirSync(outdir)).toHaveLength(synthesized[0].files.length);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

/** Made by others, or by a program that need not be there. */
const NOT_SHOWN = ['BookinfoService', 'HelmDelivery'];

test('every construct is shown in an example, by itself or by the method that adds it', () => {
  const constructs = Object.entries(library).flatMap(([name, value]) =>
    typeof value === 'function' && value.prototype instanceof Construct ? [name] : [],
  );
  const text = EXAMPLES.map(({ code }) => code).join('\n');
  const methods: Readonly<Record<string, string>> = { HttpRoute: 'addRoute' };
  const isShown = (name: string) => new RegExp(`new ${name}\\(|\\.${methods[name] ?? `add${name}`}\\(`).test(text);
  expect(constructs.length).toBeGreaterThan(35);
  expect(constructs.filter(name => !isShown(name)).sort()).toEqual(NOT_SHOWN);
});

test('every example has the types that it uses', () => {
  const named = typeFaults(EXAMPLES.map(({ code }) => code)).map(fault =>
    fault.replace(/^\d+/, index => EXAMPLES[Number(index)].name),
  );
  expect(named).toEqual([]);
}, 60_000);
