import type { Migration } from '../ingress/convert';
import { type MigratedRoute, toId, toStickyId } from '../ingress/routes';
import type { GatewayChoice } from '../ingress/tls';
import { toLiteral, Variable } from './literal';

/**
 * A module with a function that adds what was migrated to a chart.
 * @param library where the constructs come from
 */
export function toTypeScript(
  { routes, affinities }: Migration,
  gateway: GatewayChoice,
  library = 'cdk8s-istio-ambient',
): string {
  const names = ['fromGateway', 'HttpRoute', ...(affinities.length > 0 ? ['StickySession'] : [])];
  const { name, namespace } = gateway;
  return [
    ...[`import { ${names.join(', ')} } from '${library}';`, "import type { Construct } from 'constructs';"].sort(
      byModule,
    ),
    '',
    '/** What Ingresses did before. */',
    'export function addRoutes(scope: Construct): void {',
    `  const gateway = fromGateway(${toLiteral({ name, namespace })});`,
    ...routes.map(route => toCreate('HttpRoute', toId(route), toProps(route))),
    ...affinities.map(affinity => toCreate('StickySession', toStickyId(affinity), affinity)),
    '}',
    '',
  ].join('\n');
}

/** Packages first, then what is beside the module. */
function byModule(a: string, b: string): number {
  const isBeside = (line: string) => Number(line.includes("from '."));
  return isBeside(a) - isBeside(b);
}

const toCreate = (construct: string, id: string, props: object) =>
  `  new ${construct}(scope, ${toLiteral(id)}, ${toLiteral(props, 2)});`;

function toProps(route: MigratedRoute): object {
  const { name, namespace, labels, annotations, hostnames, rules } = route;
  return { name, namespace, ...toAttachment(route), labels, annotations, hostnames, rules };
}

/** The gateway and its listeners, as properties. */
function toAttachment({ sections }: MigratedRoute): object {
  const gateway = new Variable('gateway');
  if (sections.length > 1) return { parents: sections.map(sectionName => ({ gateway, sectionName })) };
  return { gateway, sectionName: sections[0] };
}
