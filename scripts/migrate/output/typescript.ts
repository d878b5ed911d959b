import type { Migration } from '../ingress/convert';
import type { MigratedRoute } from '../ingress/routes';
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
  const hasAnnotations = routes.some(({ annotations }) => annotations !== undefined);
  const names = ['fromGateway', 'HttpRoute', ...(affinities.length > 0 ? ['StickySession'] : [])];
  const { name, namespace } = gateway;
  return [
    ...[
      ...(hasAnnotations ? ["import { ApiObject } from 'cdk8s';"] : []),
      `import { ${names.join(', ')} } from '${library}';`,
      "import type { Construct } from 'constructs';",
    ].sort(byModule),
    '',
    '/** What Ingresses did before. */',
    'export function addRoutes(scope: Construct): void {',
    `  const gateway = fromGateway(${toLiteral({ name, namespace })});`,
    ...routes.flatMap(toRoute),
    ...affinities.map(({ backend, ...props }) => {
      const id = `${backend.namespace}-${props.name}`;
      return `  new StickySession(scope, ${toLiteral(id)}, ${toLiteral({ ...props, backend }, 2)});`;
    }),
    '}',
    '',
  ].join('\n');
}

/** Packages first, then what is beside the module. */
function byModule(a: string, b: string): number {
  const isBeside = (line: string) => Number(line.includes("from '."));
  return isBeside(a) - isBeside(b);
}

function toRoute(route: MigratedRoute): string[] {
  const { name, namespace, labels, hostnames, rules, annotations } = route;
  const id = toLiteral(`${namespace}-${name}`);
  const props = { name, namespace, ...toAttachment(route), labels, hostnames, rules };
  const create = `new HttpRoute(scope, ${id}, ${toLiteral(props, 2)})`;
  if (annotations === undefined) return [`  ${create};`];
  return [
    `  const ${variable(route)} = ${create};`,
    ...Object.entries(annotations).map(([key, value]) => {
      return `  ApiObject.of(${variable(route)}).metadata.addAnnotation(${toLiteral(key)}, ${toLiteral(value)});`;
    }),
  ];
}

/** The gateway and its listeners, as properties. */
function toAttachment({ sections }: MigratedRoute): object {
  const gateway = new Variable('gateway');
  if (sections.length > 1) return { parents: sections.map(sectionName => ({ gateway, sectionName })) };
  return { gateway, sectionName: sections[0] };
}

/** A name that TypeScript takes. */
function variable({ namespace, name }: MigratedRoute): string {
  const words = `${namespace}-${name}`.split(/\W+/).map(word => word.charAt(0).toUpperCase() + word.slice(1));
  return `route${words.join('')}`;
}
