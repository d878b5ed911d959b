import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AmbientValidation, type RuleViolation } from '../../../lib/rules/cdk8s-validation';
import { ROOT, run } from '../../support/commands';
import { gateway, http, route } from '../../support/gateway-yaml';

const folder = mkdtempSync(join(tmpdir(), 'validation-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An app of cdk8s itself, with one Gateway and one route to a section of it. */
const APP = `
const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'web', { namespace: 'edge' });
const add = (kind, name, spec) =>
  new ApiObject(chart, kind, { apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name }, spec });
add('Gateway', 'g', { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] });
add('HTTPRoute', 'r', { parentRefs: [{ name: 'g', sectionName: process.env.SECTION }], rules: [
  { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }] },
] });
app.synth();
`;
/** As a project would have the package among its own. */
const PLUGIN = `
require(${JSON.stringify(join(ROOT, 'scripts', 'register.js'))});
module.exports = require(${JSON.stringify(join(ROOT, 'lib'))});
`;
const CONFIGURATION = `
language: typescript
app: node app.js
validations:
  - package: ./plugin
    version: 0.1.0
    class: AmbientValidation
`;

/** What a plugin reports of a text. */
async function reportOf(text: string, strict?: boolean) {
  const file = join(folder, 'text.yaml');
  writeFileSync(file, text);
  const violations: RuleViolation[] = [];
  let summary: unknown;
  const report = {
    addViolation: (violation: RuleViolation) => violations.push(violation),
    submit: (status: string, metadata?: object) => {
      summary = { status, ...metadata };
    },
  };
  await new AmbientValidation({ strict }).validate({ manifests: [file], report });
  const plain = JSON.stringify(violations).replaceAll(file, 'text.yaml');
  return { violations: JSON.parse(plain) as RuleViolation[], summary };
}

describe('the plugin for validations of cdk8s', () => {
  it('has nothing to report of manifests that are well', async () => {
    const { violations, summary } = await reportOf(gateway('edge/g', [http('http')]));
    expect(violations).toEqual([]);
    expect(summary).toEqual({ status: 'success', Objects: '1', Errors: '0', Warnings: '0', Remarks: '0' });
  });

  it('reports what was found, what was expected and the cure, at the object', async () => {
    const text = gateway('edge/g', [http('http')]) + route('HTTPRoute', 'edge/r', [{ name: 'g', port: 81 }]);
    const { violations, summary } = await reportOf(text);
    expect(summary).toMatchObject({ status: 'failure', Errors: '1' });
    expect(violations).toMatchInlineSnapshot(`
[
  {
    fix: correct sectionName and port of the reference, or add the listener,
    recommendation: a listener of it: http (80),
    ruleName: error AMB604 RouteSectionIsListener,
    violatingResources: [
      {
        locations: [
          text.yaml:3: HTTPRoute edge/r for port 81 of Gateway edge/g,
        ],
        manifestPath: text.yaml,
        resourceName: r,
      },
    ],
  },
]
`);
  });

  it('takes warnings for errors where it is told to', async () => {
    const text = gateway('edge/g', [http('http')], { gatewayClassName: 'other' });
    expect((await reportOf(text)).summary).toMatchObject({ status: 'success', Warnings: '1' });
    expect((await reportOf(text, true)).summary).toMatchObject({ status: 'failure', Errors: '1' });
  });

  it('fails on what cannot be read', async () => {
    const { violations, summary } = await reportOf('a: [\n');
    expect(summary).toMatchObject({ status: 'failure' });
    expect(violations).toMatchInlineSnapshot(`
[
  {
    fix: correct the text,
    recommendation: manifests in YAML,
    ruleName: unreadable,
    violatingResources: [
      {
        locations: [
          text.yaml:1: flow sequence in block collection must be sufficiently indented and end with a ],
        ],
        manifestPath: text.yaml,
        resourceName: ,
      },
    ],
  },
]
`);
  });

  it('is called by cdk8s synth, which then refuses a fault', () => {
    mkdirSync(join(folder, 'plugin'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'app.js'), APP);
    writeFileSync(join(folder, 'cdk8s.yaml'), CONFIGURATION);
    writeFileSync(join(folder, 'plugin', 'index.js'), PLUGIN);
    const synth = (SECTION: string) =>
      run(folder, ['node', join(ROOT, 'node_modules', '.bin', 'cdk8s'), 'synth', '--check-upgrade=false'], { SECTION });
    const [good, bad] = [synth('http'), synth('https')];
    expect([good.output, good.status]).toEqual([expect.stringContaining('Validations ended succesfully'), 0]);
    expect(bad.status).toBe(2);
    expect(bad.output).toContain('error AMB604 RouteSectionIsListener (1 occurrences)');
    expect(bad.output).toContain('Construct Path: web/HTTPRoute');
    expect(bad.output).toContain('Manifest Path: dist/web.k8s.yaml');
  });
});

test('our own cdk8s.yaml lists no validations: they would put a file into the output that kubectl cannot read', () => {
  expect(readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8')).not.toContain('validations');
});
