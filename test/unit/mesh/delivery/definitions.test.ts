import { type Delivery, toDefinitionsLeft } from '../../../../lib/mesh/delivery/definitions';
import { FluxDelivery } from '../../../../lib/mesh/delivery/flux';
import { PLATFORM_NAMES, type Platform } from '../../../../lib/mesh/platforms';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { App } from '../../../../lib/rules/app';
import { AmbientSystem, type AmbientSystemProps } from '../../../../lib/stacks/system';
import { synthesize } from '../../../support/synthesize';

const left = (delivery: Delivery, platform?: Platform) => {
  const { gatewayApi, istio } = toDefinitionsLeft(resolveMesh({ platform }), delivery);
  return [gatewayApi, istio];
};

test.each([
  ['manifests', [true, true]],
  ['helm', [true, true]],
  ['flux', [false, false]],
  ['sail', [true, false]],
] as const)('%s leaves Gateway API and Istio to us: %j', (delivery, expected) => {
  expect(left(delivery)).toEqual(expected);
});

test('OpenShift and GKE bring Gateway API, whatever the delivery', () => {
  const owners = PLATFORM_NAMES.filter(platform => !left('manifests', platform)[0]);
  expect(owners.sort()).toEqual(['gke', 'openshift']);
  expect(owners.map(platform => left('sail', platform)[0])).toEqual([false, false]);
  expect(owners.map(platform => toDefinitionsLeft(resolveMesh({ platform })).ofPlatform)).toEqual([true, true]);
  expect(toDefinitionsLeft(resolveMesh({ platform: owners[0] }), 'flux').ofPlatform).toBe(false);
});

test('Flux brings what it is said to bring, and what a platform owns it leaves alone', () => {
  const kinds = (platform?: Platform) =>
    synthesize(chart => new FluxDelivery(chart, 'Flux', { mesh: resolveMesh({ platform }) })).map(({ kind }) => kind);
  expect(kinds()).toContain('GitRepository');
  expect(kinds('gke')).not.toContain('GitRepository');
});

test('the newest istiod says which definitions', () => {
  const versions = (...[first, ...others]: ('1.29.8' | '1.30.5' | '1.31.1')[]) =>
    toDefinitionsLeft(
      resolveMesh({ version: first }),
      'manifests',
      others.map(version => resolveMesh({ version })),
    ).row.minor;
  expect([versions('1.30.5'), versions('1.30.5', '1.31.1'), versions('1.30.5', '1.29.8')]).toEqual([
    '1.30',
    '1.31',
    '1.30',
  ]);
});

test('a system says which definitions it leaves', () => {
  const of = (props: AmbientSystemProps) => {
    const { gatewayApi, istio, row } = new AmbientSystem(new App(), props).definitionsLeft;
    return [gatewayApi, istio, row.minor];
  };
  expect(of({})).toEqual([true, true, '1.31']);
  expect(of({ delivery: 'flux' })).toEqual([false, false, '1.31']);
  const mesh = { version: '1.29.6' } as const;
  expect(of({ delivery: 'sail', mesh, revisions: [{ revision: 'next', version: '1.30.3' }] })).toEqual([
    true,
    false,
    '1.30',
  ]);
  expect(of({ enabled: false })).toEqual([false, false, '1.31']);
});
