import { AddressPool, type AddressPoolProps } from '../../../lib/addons/metallb/address-pool';
import { holdsAddress, isAddressRange } from '../../../lib/addons/metallb/address-range';
import { faults, only, synthesize, toYaml } from '../../support/synthesize';

const MINIMAL: AddressPoolProps = { name: 'lan', addresses: ['192.168.1.240-192.168.1.250'] };
const pool = (props: Partial<AddressPoolProps> = {}) =>
  synthesize(chart => new AddressPool(chart, 'Pool', { ...MINIMAL, ...props }));

test('a pool and its announcement', () => expect(toYaml(pool())).toMatchSnapshot());

describe('each prop shows', () => {
  test('name', () => {
    expect(pool({ name: 'dmz' }).map(({ metadata }) => metadata.name)).toEqual(['dmz', 'dmz']);
    expect(only(pool({ name: 'dmz' }), 'L2Advertisement').spec.ipAddressPools).toEqual(['dmz']);
  });

  test('addresses', () =>
    expect(only(pool({ addresses: ['10.0.0.0/28', 'fd00::/120'] }), 'IPAddressPool').spec.addresses).toEqual([
      '10.0.0.0/28',
      'fd00::/120',
    ]));

  test('namespace', () =>
    expect(pool({ namespace: 'lb' }).map(({ metadata }) => metadata.namespace)).toEqual(['lb', 'lb']));

  test('assignment', () =>
    expect(only(pool({ assignment: 'on-request' }), 'IPAddressPool').spec.autoAssign).toBe(false));

  test('interfaces', () =>
    expect(only(pool({ interfaces: ['eth0'] }), 'L2Advertisement').spec.interfaces).toEqual(['eth0']));

  test('fixedAddress, for the exposure of a Gateway', () => {
    synthesize(chart => {
      const lan = new AddressPool(chart, 'Pool', { ...MINIMAL, fixedAddress: '192.168.1.245' });
      expect(lan.fixedAddress).toBe('192.168.1.245');
      expect(lan.annotations).toEqual({ 'metallb.io/address-pool': 'lan' });
    });
  });
});

test.each([
  ['10.0.0.0/28', '10.0.0.15', true],
  ['10.0.0.0/28', '10.0.0.16', false],
  ['10.0.0.1-10.0.0.9', '10.0.0.9', true],
  ['10.0.0.1 - 10.0.0.9', '10.0.0.5', true],
  ['10.0.0.1-10.0.0.9', '10.0.0.10', false],
  ['fd00::/120', 'fd00::ff', true],
  ['fd00::/120', '10.0.0.1', false],
  ['10.0.0.0/28', 'ten', false],
])('whether %s holds %s: %s', (range, address, held) => expect(holdsAddress([range], address)).toBe(held));

test.each(['10.0.0.1', '10.0.0.9-10.0.0.1', '10.0.0.0/33', '10.0.0.0/', '10.0.0/24', '10.0.0.1-fd00::1', '1/2/3', ''])(
  '%p is no range',
  range => expect(isAddressRange(range)).toBe(false),
);

test('fails with ranges that are none', () => {
  const wrong = { addresses: ['10.0.0.9-10.0.0.1', '10.0.0.0/28', 'lan'] };
  expect(faults(chart => new AddressPool(chart, 'Pool', { ...MINIMAL, ...wrong }))).toMatchInlineSnapshot(
    `AMB710: found addresses "10.0.0.9-10.0.0.1", "lan", expected a network as in 10.0.0.0/28, or two addresses of one family as in 10.0.0.1-10.0.0.9, the lower first: write one range or more of addresses that are free in the network of the nodes`,
  );
});

test('fails without addresses', () =>
  expect(faults(chart => new AddressPool(chart, 'Pool', { ...MINIMAL, addresses: [] }))).toMatchInlineSnapshot(
    `AMB710: found no addresses, expected a network as in 10.0.0.0/28, or two addresses of one family as in 10.0.0.1-10.0.0.9, the lower first: write one range or more of addresses that are free in the network of the nodes`,
  ));

test('fails with a fixed address outside of the pool', () =>
  expect(
    faults(chart => new AddressPool(chart, 'Pool', { ...MINIMAL, fixedAddress: '192.168.1.9' })),
  ).toMatchInlineSnapshot(
    `AMB711: found fixedAddress 192.168.1.9, expected an address of the pool 192.168.1.240-192.168.1.250: MetalLB gives out no other: choose an address of the pool, or add the address to it, as in 10.0.0.7/32`,
  ));
