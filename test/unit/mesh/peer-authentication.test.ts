import { PeerAuthentication, type PeerAuthenticationProps } from '../../../lib/mesh/peer-authentication';
import { faults, synthesize } from '../../support/synthesize';

const policy = (props: Partial<PeerAuthenticationProps> = {}) =>
  synthesize(chart => new PeerAuthentication(chart, 'Policy', { namespace: 'shop', ...props }))[0];

test('plain text is refused unless said otherwise', () => {
  expect(policy()).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'shop' },
    spec: { mtls: { mode: 'STRICT' } },
  });
});

describe('each prop shows', () => {
  test('name', () => expect(policy({ name: 'mtls' }).metadata.name).toBe('mtls'));

  test('mode', () => expect(policy({ mode: 'PERMISSIVE' }).spec.mtls.mode).toBe('PERMISSIVE'));

  test('selector and portLevelMtls', () =>
    expect(policy({ selector: { app: 'cart' }, portLevelMtls: { 9090: 'PERMISSIVE' } }).spec).toEqual({
      selector: { matchLabels: { app: 'cart' } },
      mtls: { mode: 'STRICT' },
      portLevelMtls: { 9090: { mode: 'PERMISSIVE' } },
    }));
});

test('fails with ports of all pods', () => {
  const props: PeerAuthenticationProps = { namespace: 'shop', portLevelMtls: { 9090: 'PERMISSIVE' } };
  expect(faults(chart => new PeerAuthentication(chart, 'Policy', props))).toMatchInlineSnapshot(
    `AMB179: found a mode of its own for port 9090 of all pods, expected ports of chosen pods: istiod minds them only beside a selector: set selector to labels of the pods, or leave out portLevelMtls`,
  );
});
