import { App } from '../../../lib/rules/app';
import { homeLab } from '../../../lib/topologies/home-lab';
import { KIND_POOL } from '../../../lib/topologies/options';
import { mixedTls } from '../../../lib/topologies/prototypes/tls-passthrough';
import type { Settings } from '../../../lib/topologies/settings';

const POOL: Settings = {
  addressPool: { addresses: ['192.168.1.240-192.168.1.250'], fixedAddress: '192.168.1.245' },
};

describe.each([
  ['home-lab', homeLab],
  ['prototypes/07-mixed-tls', mixedTls],
] as const)('%s', (_, topology) => {
  const addresses = (options?: Settings) => {
    const app = new App();
    topology(app, options);
    const { index, findings } = app.synthesized();
    expect(findings).toEqual([]);
    return {
      pool: index.ofKind('IPAddressPool', 'metallb.io')[0].object.spec.addresses,
      gateways: index
        .ofKind('Gateway', 'gateway.networking.k8s.io')
        .flatMap(({ object }) => object.spec.addresses ?? [])
        .map(({ value }: { value: string }) => value),
    };
  };

  test('takes a part of the network of kind', () =>
    expect(addresses()).toEqual({ pool: KIND_POOL.addresses, gateways: [KIND_POOL.fixedAddress] }));

  test('takes other addresses', () =>
    expect(addresses(POOL)).toEqual({ pool: ['192.168.1.240-192.168.1.250'], gateways: ['192.168.1.245'] }));

  test('takes whichever address is free', () =>
    expect(addresses({ addressPool: { addresses: ['10.0.0.0/28'] } })).toEqual({
      pool: ['10.0.0.0/28'],
      gateways: [],
    }));
});

test('fails with an address that is not in the pool', () => {
  const app = new App();
  homeLab(app, { addressPool: { addresses: ['10.0.0.0/28'], fixedAddress: '10.0.1.1' } });
  expect(app.synthesized().findings.map(({ id }) => id)).toEqual(['AMB711']);
});

test('certificates of the bootstrap are asked for by the topology', async () => {
  const { httpsOpenssl } = await import('../../../lib/topologies/prototypes/https-gateways');
  expect(httpsOpenssl(new App()).neededCertificates).toEqual([
    { namespace: 'book', secretName: 'bookinfo-tls', dnsNames: ['bookinfo.example.com'] },
    { namespace: 'apple', secretName: 'apple-tls', dnsNames: ['apple.example.com'] },
  ]);
});
