import { Chart } from 'cdk8s';
import type { Finding } from '../../../lib/core/findings';
import { joinDocuments, toYaml } from '../../../lib/core/yaml-text';
import { fromGateway } from '../../../lib/gateway/attachment';
import { HttpRoute } from '../../../lib/gateway/http-route';
import { StickySession } from '../../../lib/gateway/sticky-session';
import { apiServerAccepts } from '../../../lib/rules/api-server-accepts';
import { App } from '../../../lib/rules/app';
import type { Migration } from '../ingress/convert';
import { type MigratedRoute, toId, toStickyId } from '../ingress/routes';
import type { GatewayChoice } from '../ingress/tls';

/**
 * The manifests of what was migrated, made by the same constructs that the TypeScript names, and what these say of it,
 * each at the place of its Ingress.
 */
export function toManifests({ routes, affinities }: Migration, gateway: GatewayChoice) {
  const app = new App({ rules: [apiServerAccepts] });
  const chart = new Chart(app, 'routes', { disableResourceNameHashes: true });
  const places = new Map(routes.map(route => [`routes/${addRoute(chart, gateway, route)}`, route.place]));
  for (const affinity of affinities) {
    new StickySession(chart, toStickyId(affinity), affinity);
  }
  const { findings, index } = app.synthesized();
  const placed = findings.map((finding): Finding => {
    const [known] = [...places].filter(([path]) => finding.path === path || finding.path.startsWith(`${path}/`));
    return known === undefined ? finding : { ...finding, path: known[1] };
  });
  return { yaml: joinDocuments(index.all.map(({ object }) => toYaml(object))), findings: placed };
}

function addRoute(chart: Chart, choice: GatewayChoice, route: MigratedRoute): string {
  const { place: _, sections, ...props } = route;
  const gateway = fromGateway(choice);
  const [sectionName, ...more] = sections;
  const attachment =
    more.length > 0 ? { parents: sections.map(each => ({ gateway, sectionName: each })) } : { gateway, sectionName };
  new HttpRoute(chart, toId(route), { ...attachment, ...props });
  return toId(route);
}
