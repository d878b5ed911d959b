import { BlockList, isIP } from 'node:net';

/** Addresses as MetalLB takes them: `10.0.0.0/24`, `fd00::/64`, or first and last with a hyphen between. */
export type AddressRange = string;

/** Whether an address is in one of the ranges; false where a range is none. */
export function holdsAddress(ranges: readonly AddressRange[], address: string): boolean {
  const version = isIP(address);
  return version !== 0 && ranges.some(range => toBlock(range)?.check(address, version === 4 ? 'ipv4' : 'ipv6'));
}

/** Whether a text is a range of addresses, the first not after the last. */
export function isAddressRange(range: AddressRange): boolean {
  return toBlock(range) !== undefined;
}

function toBlock(range: AddressRange): BlockList | undefined {
  const block = new BlockList();
  try {
    const hyphen = range.split('-').map(part => part.trim());
    if (hyphen.length === 2) block.addRange(hyphen[0], hyphen[1], familyOf(hyphen[0]));
    else {
      const [address, prefix, ...rest] = range.split('/');
      if (rest.length > 0 || !/^\d{1,3}$/.test(prefix ?? '')) return undefined;
      block.addSubnet(address, Number(prefix), familyOf(address));
    }
    return block;
  } catch {
    return undefined; // what Node.js throws of an address or a range that is none
  }
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
