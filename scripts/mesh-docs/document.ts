import { firstMinorOf } from '../../lib/mesh/checks/version-checks';
import { LEFT_OUT } from '../../lib/mesh/left-out';
import { VERSIONS } from '../../lib/mesh/versions';
import { toHelmValue } from './helm-value';
import { type Prop, readProps } from './interface';
import { toProcedureText } from './procedure-text';
import { PROCEDURES } from './procedures';
import { ADDING_A_MINOR, DELIVERIES, INTRODUCTION } from './prose';

/** The sections of props: where the prop of the mesh that holds them is named, and the interfaces that declare them. */
export const SECTIONS: readonly { component: string; interfaces: readonly (readonly [string, string])[] }[] = [
  { component: '', interfaces: [['lib/mesh/spec.ts', 'AmbientMeshProps']] },
  {
    component: 'istiod',
    interfaces: [
      ['lib/mesh/spec/istiod.ts', 'IstiodProps'],
      ['lib/mesh/spec/istiod-scale.ts', 'IstiodScaleProps'],
      ['lib/mesh/spec/istiod-pod.ts', 'IstiodPodProps'],
    ],
  },
  { component: 'cni', interfaces: [['lib/mesh/spec/cni.ts', 'CniProps']] },
  { component: 'ztunnel', interfaces: [['lib/mesh/spec/ztunnel.ts', 'ZtunnelProps']] },
  { component: 'proxy', interfaces: [['lib/mesh/spec/proxy.ts', 'ProxyProps']] },
  { component: 'gateways', interfaces: [['lib/mesh/spec/proxy.ts', 'GatewaysProps']] },
  { component: 'waypoint', interfaces: [['lib/mesh/spec/proxy.ts', 'WaypointProps']] },
  { component: 'meshConfig', interfaces: [['lib/mesh/spec/mesh-config.ts', 'MeshConfig']] },
];

/** Every prop of a section. */
export const propsOf = (interfaces: readonly (readonly [string, string])[]): Prop[] =>
  interfaces.flatMap(([file, name]) => readProps(file, name));

/** The text of docs/mesh.md. */
export function toMeshDocument(): string {
  return `${[
    ...INTRODUCTION,
    ...SECTIONS.flatMap(({ component, interfaces }) => [
      `## ${component === '' ? 'AmbientMesh' : component}`,
      table(
        ['prop', 'what it is', 'Helm value', 'default', 'versions'],
        propsOf(interfaces).map(prop => toRow(component, prop)),
      ),
    ]),
    '## Versions',
    table(
      ['minor', 'newest patch known', 'supported until', 'Gateway API', 'Kubernetes', 'with Sail'],
      VERSIONS.map(row => [
        row.minor,
        row.latest,
        row.status === 'supported' ? row.endOfLife : `${row.endOfLife}, over`,
        row.gatewayApi,
        `${row.kubernetes.from} to ${row.kubernetes.to}`,
        row.sail === undefined ? 'not yet' : `up to ${row.sail}`,
      ]),
    ),
    '## What is left out',
    'What the official charts install and this library does not, on purpose (`AmbientMesh.leftOut`).',
    table(
      ['chart', 'what', 'why'],
      LEFT_OUT.map(({ chart, what, reason }) => [chart, what, reason]),
    ),
    ...DELIVERIES,
    ...toProcedureText(PROCEDURES),
    ...ADDING_A_MINOR,
  ].join('\n\n')}\n`;
}

function toRow(component: string, { name, type, says, byDefault }: Prop): string[] {
  const first = firstMinorOf(component === '' ? name : `${component}.${name}`);
  return [
    `\`${name}\`: \`${type}\``,
    says,
    toHelmValue(component, name),
    toDefault(byDefault),
    first === undefined ? 'all' : `${first} on`,
  ];
}

/** `- text` is said in words, everything else is a literal. */
function toDefault(text = '- none'): string {
  return text.startsWith('- ') ? text.slice(2) : `\`${text}\``;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(escaped).join(' | ')} |`).join('\n');

const escaped = (cell: string) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ');
