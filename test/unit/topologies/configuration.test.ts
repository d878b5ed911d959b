import { parseConfiguration, USAGE } from '../../../lib/topologies/configuration';

const KNOWN = ['intranet-internet', 'other'];
const parse = (args: string[], env: Record<string, string> = {}) => parseConfiguration(args, env, KNOWN);

test('a plain run synthesizes the default into dist', () => {
  const plain = {
    help: false,
    topology: 'intranet-internet',
    outdir: 'dist',
    strict: false,
    crds: false,
    settings: {},
  };
  expect(parse([])).toEqual(plain);
});

test('--strict takes warnings for errors', () => {
  expect(parse(['--strict']).strict).toBe(true);
});

test('--crds asks for definitions too, from the folder CRDS_DIR where it is set', () => {
  expect(parse(['--crds'])).toMatchObject({ crds: true });
  expect(parse(['--crds']).crdsDir).toBeUndefined();
  expect(parse(['--crds'], { CRDS_DIR: 'crds' })).toMatchObject({ crds: true, crdsDir: 'crds' });
});

test.each([
  ['the first word', ['other'], {}],
  ['the variable TOPOLOGY', [], { TOPOLOGY: 'other' }],
  ['the word rather than the variable', ['other'], { TOPOLOGY: 'intranet-internet' }],
])('%s names the topology', (_, args, env) => expect(parse(args, env as never).topology).toBe('other'));

test.each([
  ['--output DIR', ['--output', 'out'], {}],
  ['--output=DIR', ['--output=out'], {}],
  ['the variable of cdk8s-cli', [], { CDK8S_OUTDIR: 'out' }],
  ['--output rather than the variable', ['--output', 'out'], { CDK8S_OUTDIR: 'elsewhere' }],
])('%s names the folder', (_, args, env) => expect(parse(args, env as never).outdir).toBe('out'));

test('empty variables count as unset', () => {
  expect(parse([], { TOPOLOGY: '', CDK8S_OUTDIR: '' })).toEqual(parse([]));
});

test('--help is answered whatever else is there', () => {
  expect(parse(['--help', 'nonsense']).help).toBe(true);
  expect(parse(['-h']).help).toBe(true);
  expect(USAGE).toMatchInlineSnapshot(`
usage: npm run synth -- [TOPOLOGY] [--output DIR] [--strict] [--crds]

  TOPOLOGY      the system to synthesize; also the variable TOPOLOGY (default intranet-internet)
  --output DIR  the folder to write; what an earlier run wrote there goes (default dist)
  --crds        write the custom resource definitions too, before all else: from the folder CRDS_DIR, or downloaded
  --strict      take warnings for errors
  --help        this text

Settings of the mesh, as variables or in a file .env (variables win):
  ISTIO_ENABLED
  ISTIO_VERSION
  ISTIO_CONTROL_PLANE_MEMORY
  ISTIO_DATAPLANE_MEMORY
  ISTIO_GATEWAY_REPLICAS
  ISTIO_TELEMETRY_ENABLED
  ISTIO_ACCESS_LOGS
  METALLB_POOL
`);
});

test('fails with every fault of the command line at once', () => {
  expect(() => parse(['nonsense', 'more', '--verbose', '--output'])).toThrowErrorMatchingInlineSnapshot(`
4 errors

error AMB501 at the command line
  found "more"
  expected one topology
  cure: name one topology a run

error AMB501 at the command line
  found option --verbose
  expected --output DIR, --strict, --crds or --help
  cure: leave it out

error AMB502 at the command line
  found topology "nonsense"
  expected one of: intranet-internet, other
  cure: name one of them

error AMB503 at the command line
  found no folder
  expected --output DIR
  cure: name the folder
`);
});

test('reads the settings of the topology, and fails on theirs with all other faults', () => {
  expect(parse([], { ISTIO_GATEWAY_REPLICAS: '2' }).settings).toEqual({ gatewayReplicas: 2 });
  expect(() => parse(['nonsense'], { ISTIO_GATEWAY_REPLICAS: 'two' })).toThrowErrorMatchingInlineSnapshot(`
2 errors

error AMB502 at the command line
  found topology "nonsense"
  expected one of: intranet-internet, other
  cure: name one of them

error AMB505 at the environment
  found "two" in ISTIO_GATEWAY_REPLICAS
  expected a whole number from 1 to 999
  cure: write it as 2
`);
  expect(parse(['--help'], { ISTIO_GATEWAY_REPLICAS: 'two' }).settings).toEqual({});
});

test('fails on two folders', () => {
  expect(() => parse(['--output', 'a', '--output', 'b'])).toThrowErrorMatchingInlineSnapshot(`
1 error

error AMB501 at the command line
  found --output more than once
  expected one folder
  cure: name one folder a run
`);
});

test('fails on values of options that take none', () => {
  expect(() => parse(['--strict=no', '--crds=crds'])).toThrowErrorMatchingInlineSnapshot(`
2 errors

error AMB501 at the command line
  found --crds=crds
  expected --crds without a value
  cure: write --crds, and name a folder in the variable CRDS_DIR

error AMB501 at the command line
  found --strict=no
  expected --strict without a value
  cure: write --strict to take warnings for errors, or leave it out
`);
  expect(() => parse(['--help=please'])).toThrow('found --help=please');
  expect(() => parse(['--toString=x'])).toThrow('found option --toString');
});
