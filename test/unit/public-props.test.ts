import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { propsOf, sourceOf } from '../support/interface-props';

/** What the package gives, and nobody writes. */
const GIVEN = [
  'DefinitionsLeft',
  'Finding',
  'IndexedObject',
  'Judged',
  'KubeObject',
  'LeftOut',
  'Manifest',
  'Manifests',
  'NeededCertificate',
  'ObjectKey',
  'ResolvedMesh',
  'Suppressed',
  'Synthesis',
  'Unreadable',
  'VersionRow',
];

/** What others are made of: what it holds is shown wherever it is a part. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  AuthorizationPolicyProps: ['ConnectionPolicyProps', 'RequestPolicyProps'],
  CertificateSource: ['IssuedCertificate', 'ExistingSecret', 'BootstrapCertificate'],
  DeploymentOptions: ['GatewayProps'],
  EnrolmentOptions: ['SystemWaypointProps'],
  Exposure: ['NodePortExposure', 'LoadBalancerExposure', 'ClusterIpExposure'],
  FluxOptions: ['FluxDeliveryProps'],
  HelmOptions: ['HelmDeliveryProps'],
  Listener: ['HttpListener', 'HttpsListener', 'TlsListener', 'TcpListener'],
  PathModifier: ['RequestRedirect', 'UrlRewrite'],
  PortOperation: ['RequestOperation'],
  SailOptions: ['SailDeliveryProps'],
  TrafficPolicy: ['DestinationRuleProps'],
  WorkloadAppProps: ['EchoPageProps'],
};

const INDEX = 'lib/index.ts';

/** Every type of the package that has props, by the name that it is exported by. */
const TYPES = sourceOf(INDEX)
  .statements.filter(ts.isExportDeclaration)
  .flatMap(({ exportClause }) =>
    exportClause !== undefined && ts.isNamedExports(exportClause) ? exportClause.elements : [],
  )
  .map(({ name }) => name.text)
  .filter(name => propsOf(name, INDEX).length > 0)
  .sort();

/** The types whose props are shown one by one; `showProps` itself holds that none of a type is missing. */
const SHOWN = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('-props.test.ts'))
  .flatMap(file => [
    ...readFileSync(join(__dirname, file), 'utf8').matchAll(/show(?:Mesh)?Props(?:<[^>]+>)?\(\s*'(\w+)'/g),
  ])
  .map(([, name]) => name);

test('what each prop of the package changes is shown', () => {
  expect(TYPES.length).toBeGreaterThan(100);
  expect(TYPES.filter(name => ![...SHOWN, ...GIVEN, ...Object.keys(PARTS)].includes(name))).toEqual([]);
});

test('so is that of what a mesh is described with', () => {
  const SPEC = join(__dirname, '..', '..', 'lib', 'mesh', 'spec');
  const names = readdirSync(SPEC).flatMap(file =>
    sourceOf(`lib/mesh/spec/${file}`)
      .statements.filter(ts.isInterfaceDeclaration)
      .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
      .map(({ name }) => name.text),
  );
  expect(names.length).toBeGreaterThan(20);
  const inputs = names.filter(name => !name.startsWith('Resolved'));
  expect(inputs.filter(name => !SHOWN.includes(name))).toEqual([]);
});

test('what is a part holds nothing that is not shown', () => {
  for (const [part, wholes] of Object.entries(PARTS)) {
    expect(wholes.filter(whole => !SHOWN.includes(whole))).toEqual([]);
    const shown = wholes.flatMap(whole => propsOf(whole, INDEX));
    expect(propsOf(part, INDEX).filter(prop => !shown.includes(prop))).toEqual([]);
  }
});

test('no exemption is left of what is gone or shown', () => {
  const exempt = [...GIVEN, ...Object.keys(PARTS)];
  expect(exempt.filter(name => !TYPES.includes(name) || SHOWN.includes(name))).toEqual([]);
});
