import { Namespace, type NamespaceProps } from '../../../lib/mesh/namespace';
import { PeerAuthentication } from '../../../lib/mesh/peer-authentication';
import { synthesize } from '../../support/synthesize';

const labels = (props: Partial<NamespaceProps> = {}) =>
  synthesize(chart => new Namespace(chart, 'Namespace', { name: 'app', ...props }))[0].metadata.labels;

const POD_SECURITY = (level: string) => ({
  'pod-security.kubernetes.io/enforce': level,
  'pod-security.kubernetes.io/audit': level,
  'pod-security.kubernetes.io/warn': level,
});

test('a namespace is in the mesh and restricted', () => {
  expect(labels()).toEqual({ 'istio.io/dataplane-mode': 'ambient', ...POD_SECURITY('restricted') });
});

describe('each prop shows', () => {
  test('name', () =>
    expect(synthesize(chart => new Namespace(chart, 'Namespace', { name: 'other' }))[0].metadata.name).toBe('other'));
  test('mesh', () => expect(labels({ mesh: 'none' })).toEqual(POD_SECURITY('restricted')));
  test('podSecurity', () => expect(labels({ podSecurity: 'privileged' })).toMatchObject(POD_SECURITY('privileged')));
  test('labels', () => expect(labels({ labels: { team: 'a' } })).toMatchObject({ team: 'a' }));
});

test('a PeerAuthentication is STRICT unless it is told otherwise', () => {
  const authentication = (props: { mode?: 'STRICT' | 'PERMISSIVE'; name?: string } = {}) =>
    synthesize(chart => new PeerAuthentication(chart, 'Mtls', { namespace: 'istio-system', ...props }))[0];
  expect(authentication()).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'istio-system' },
    spec: { mtls: { mode: 'STRICT' } },
  });
  expect(authentication({ mode: 'PERMISSIVE' }).spec.mtls.mode).toBe('PERMISSIVE');
  expect(authentication({ name: 'mine' }).metadata.name).toBe('mine');
});
