import { ApiObject, Chart } from 'cdk8s';
import { formatFindings } from '../../../lib/core/findings';
import { App } from '../../../lib/rules/app';
import { AmbientSystem } from '../../../lib/stacks/system';

/** What is said of a label for sidecars, by which the namespace `shop` is outside the mesh. */
function found(add: (app: App, system: AmbientSystem) => void): string {
  const app = new App();
  add(app, new AmbientSystem(app));
  return formatFindings(app.synthesized().findings);
}

const labels = { 'istio-injection': 'enabled' };

describe('a namespace that asks for sidecars, where nothing injects them', () => {
  test('fails as one of the system', () =>
    expect(found((_, system) => system.addNamespace({ name: 'shop', mesh: 'none', labels }))).toMatchInlineSnapshot(`
1 error

error AMB818 at namespaces/shop/Resource
  found Namespace shop with istio-injection=enabled; istiod of Deployment istio-system/istiod has no webhook that injects
  expected istio.io/dataplane-mode=ambient, by which ztunnel takes pods into the mesh
  cure: replace istio-injection=enabled by istio.io/dataplane-mode=ambient
`));

  test('fails as an object of its own', () =>
    expect(
      found(app => {
        const metadata = { name: 'shop', labels: { ...labels, 'pod-security.kubernetes.io/enforce': 'restricted' } };
        new ApiObject(new Chart(app, 'own'), 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata });
      }),
    ).toMatchInlineSnapshot(`
1 error

error AMB818 at own/Namespace
  found Namespace shop with istio-injection=enabled; istiod of Deployment istio-system/istiod has no webhook that injects
  expected istio.io/dataplane-mode=ambient, by which ztunnel takes pods into the mesh
  cure: replace istio-injection=enabled by istio.io/dataplane-mode=ambient
`));
});
