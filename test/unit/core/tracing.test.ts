import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, type App as StockApp } from 'cdk8s';
import { App } from '../../../lib/core/app';
import { type Finding, FindingsError } from '../../../lib/core/findings';
import type { Rule } from '../../../lib/core/rule';
import { RULES } from '../../../lib/rules';
import { TOPOLOGIES } from '../../../lib/topologies';

const outdir = mkdtempSync(join(tmpdir(), 'tracing-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/** A rule that finds fault with every object of some kinds. */
const finds = (level: Rule['level'], ...kinds: string[]): Rule => ({
  id: 'AMB900',
  doc: 'nothing',
  why: 'to see the line',
  see: ['https://example.com/'],
  level,
  *faults(index) {
    for (const { path } of index.all.filter(({ object }) => kinds.includes(object.kind)))
      yield { path, found: 'one', expected: 'none', cure: 'drop it' };
  },
});

function build(app: StockApp): void {
  const chart = new Chart(app, 'web');
  new ApiObject(chart, 'Page', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'page' } });
}
const LINE = 'test/unit/core/tracing.test.ts:29';

/** The findings of a synth, errors or not. */
function findingsOf(rule: Rule, rebuild?: (app: StockApp) => void): readonly Finding[] {
  const app = new App({ outdir, rules: [rule], rebuild });
  build(app);
  try {
    return app.synth().findings;
  } catch (error) {
    return (error as FindingsError).findings;
  }
}

describe('a finding of synth', () => {
  it.each(['error', 'warning', 'info'] as const)(
    'of level %s names the line of code that made its construct',
    level => {
      expect(findingsOf(finds(level, 'ConfigMap'), build)).toMatchObject([{ path: 'web/Page', line: LINE }]);
    },
  );

  it('names it in the text of the error', () => {
    const app = new App({ outdir, rules: [finds('error', 'ConfigMap')], rebuild: build });
    build(app);
    expect(() => app.synth()).toThrow(`error AMB900 at web/Page (${LINE})`);
    expect(() => app.synthYaml()).toThrow(FindingsError);
  });

  it('names no line without a second run, nor where that run fails first', () => {
    const fail = () => {
      throw new Error('only once');
    };
    expect(findingsOf(finds('info', 'ConfigMap'))[0]).not.toHaveProperty('line');
    expect(findingsOf(finds('info', 'ConfigMap'), fail)[0]).not.toHaveProperty('line');
  });

  it('costs no second run where nothing is found', () => {
    const rebuild = jest.fn(build);
    expect(findingsOf(finds('error', 'Secret'), rebuild)).toEqual([]);
    expect(rebuild).not.toHaveBeenCalled();
  });

  it('names the line of a system, not one of the library that it is made of', async () => {
    const topology = await TOPOLOGIES['intranet-internet']();
    const kinds = ['ConfigMap', 'Deployment', 'Gateway', 'HTTPRoute', 'PeerAuthentication'];
    const app = new App({ outdir, rules: [...RULES, finds('info', ...kinds)], rebuild: again => topology(again) });
    topology(app);
    const lines = app.synth().findings.flatMap(({ id, line }) => (id === 'AMB900' ? [line ?? ''] : []));
    expect(lines.length).toBeGreaterThan(kinds.length);
    expect(lines.filter(line => !/^lib\/topologies\/[\w-]+\.ts:\d+$/.test(line))).toEqual([]);
  });
});
