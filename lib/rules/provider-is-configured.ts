import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, type Stored } from './model/cluster';
import { istiodsOf } from './model/components';
import { at, type Fields, objectsOf, textOf } from './model/fields';
import { AUTHORIZATION_POLICY, TELEMETRY } from './model/kinds';
import { modelOf } from './model/model';

/**
 * Providers that every mesh has.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/config/mesh/mesh.go (DefaultMeshConfig)
 */
const BUILT_IN: readonly Fields[] = ['prometheus', 'stackdriver', 'envoy'].map(name => ({ name }));
const ASKED = ['envoyExtAuthzHttp', 'envoyExtAuthzGrpc'];

/** What an object needs of the mesh: a provider of a name, and of a sort where only some can serve it. */
interface Need {
  readonly stored: Stored;
  readonly name: string;
  readonly sorts?: readonly string[];
}

function* needs(index: ObjectIndex): Iterable<Need> {
  const { cluster } = modelOf(index);
  for (const stored of cluster.ofKind(AUTHORIZATION_POLICY)) {
    const name = textOf(at(stored.object, 'spec', 'provider', 'name'));
    if (stored.object.spec?.action === 'CUSTOM' && name !== undefined) yield { stored, name, sorts: ASKED };
  }
  for (const stored of cluster.ofKind(TELEMETRY)) {
    for (const field of ['accessLogging', 'metrics', 'tracing']) {
      for (const { providers } of objectsOf(at(stored.object, 'spec', field))) {
        for (const { name } of objectsOf(providers)) yield { stored, name: textOf(name) ?? '' };
      }
    }
  }
}

/** The providers of each istiod whose configuration is here; undefined where some istiod’s is not. */
function providersOf(index: ObjectIndex): readonly (readonly Fields[])[] | undefined {
  const istiods = istiodsOf(index);
  const isKnown = istiods.every(({ isOpen, meshConfig, env }) => !isOpen && meshConfig && !env.SHARED_MESH_CONFIG);
  if (istiods.length === 0 || !isKnown) return undefined;
  return istiods.map(({ meshConfig }) => [...BUILT_IN, ...objectsOf(meshConfig?.extensionProviders)]);
}

/** istiod compares names without regard to case. */
const isCalled = (provider: Fields, name: string) => textOf(provider.name)?.toLowerCase() === name.toLowerCase();

/** Who is asked, or told, stands in the configuration of the mesh, and policies refer to it by name. */
export const providerIsConfigured: Rule = {
  id: 'AMB861',
  doc: 'the provider that an AuthorizationPolicy or a Telemetry names is in the configuration of the mesh',
  why: 'without the provider a policy that asks it turns every request away, and a Telemetry tells nobody anything',
  see: [
    'https://istio.io/latest/docs/tasks/security/authorization/authz-custom/',
    'https://istio.io/latest/docs/tasks/observability/telemetry/#configuring-providers',
  ],
  level: 'error',
  *faults(index) {
    const meshes = providersOf(index);
    if (meshes === undefined) return;
    for (const { stored, name, sorts } of needs(index)) {
      const fits = (provider: Fields) => sorts === undefined || sorts.some(sort => provider[sort] !== undefined);
      if (meshes.some(providers => providers.some(each => isCalled(each, name) && fits(each)))) continue;
      const names = meshes
        .flat()
        .filter(fits)
        .map(each => textOf(each.name) ?? '');
      yield fault(
        stored,
        `${describe(stored)} with provider ${name}, which extensionProviders of the mesh lack`,
        `a provider${sorts === undefined ? '' : ` with ${sorts.join(' or ')}`}: ${listed([...new Set(names)])}`,
        'correct the name, or add the provider to meshConfig.extensionProviders',
      );
    }
  },
};
