import { isAddressRange } from '../addons/metallb/address-range';
import { type Finding, FindingsError, toFinding } from '../core/findings';
import { amountOf } from '../mesh/checks/quantity-checks';
import { withPreset } from '../mesh/presets';
import { DEFAULT_VERSION, findVersionRow, type IstioVersion, VERSIONS } from '../mesh/versions';
import type { Settings } from './settings';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What kind of values a variable takes. */
interface Kind {
  readonly id: string;
  readonly takes: (value: string) => boolean;
  readonly expected: string;
  readonly cure: string;
}

interface Variable {
  readonly name: string;
  readonly kind: Kind;
  readonly toSettings: (value: string) => Settings;
}

const MEMORY: Kind = {
  id: 'AMB504',
  takes: value => /^[\d.]+([KMGT]i?|k)$/.test(value) && (amountOf(value) ?? 0) >= 2 ** 20,
  expected: 'an amount of memory, 1Mi or more',
  cure: 'write it as 128Mi or 1Gi',
};

const COUNT: Kind = {
  id: 'AMB505',
  takes: value => /^[1-9]\d{0,2}$/.test(value),
  expected: 'a whole number from 1 to 999',
  cure: 'write it as 2',
};

const SWITCH: Kind = {
  id: 'AMB506',
  takes: value => value === 'true' || value === 'false',
  expected: 'true or false',
  cure: 'write one of the two, in small letters',
};

const VERSION: Kind = {
  id: 'AMB507',
  takes: value => /^\d+\.\d+\.\d+$/.test(value) && findVersionRow(value) !== undefined,
  expected: `a full version of ${VERSIONS.map(({ minor }) => minor).join(', ')}`,
  cure: `write it as ${DEFAULT_VERSION}`,
};

const rangesOf = (value: string) => value.split(',').map(range => range.trim());

const ADDRESSES: Kind = {
  id: 'AMB509',
  takes: value => rangesOf(value).every(isAddressRange),
  expected: 'ranges of addresses with commas between',
  cure: 'write them as 10.0.0.0/28 or 192.168.1.240-192.168.1.250',
};

const memory = (amount: string) => ({ resources: { requests: { memory: amount }, limits: { memory: amount } } });

/** Every variable that there is, by what it does to the settings. */
const VARIABLES: readonly Variable[] = [
  { name: 'ISTIO_ENABLED', kind: SWITCH, toSettings: value => ({ enabled: value === 'true' }) },
  {
    name: 'ISTIO_VERSION',
    kind: VERSION,
    toSettings: value => ({ mesh: { version: value as IstioVersion } }),
  },
  { name: 'ISTIO_CONTROL_PLANE_MEMORY', kind: MEMORY, toSettings: value => ({ mesh: { istiod: memory(value) } }) },
  { name: 'ISTIO_DATAPLANE_MEMORY', kind: MEMORY, toSettings: value => ({ mesh: { ztunnel: memory(value) } }) },
  { name: 'ISTIO_GATEWAY_REPLICAS', kind: COUNT, toSettings: value => ({ gatewayReplicas: Number(value) }) },
  {
    name: 'ISTIO_TELEMETRY_ENABLED',
    kind: SWITCH,
    toSettings: value => ({ mesh: { istiod: { telemetryEnabled: value === 'true' } } }),
  },
  {
    name: 'ISTIO_ACCESS_LOGS',
    kind: SWITCH,
    toSettings: value => ({ mesh: { meshConfig: { accessLogFile: value === 'true' ? '/dev/stdout' : '' } } }),
  },
  { name: 'METALLB_POOL', kind: ADDRESSES, toSettings: value => ({ addressPool: { addresses: rangesOf(value) } }) },
];

export const VARIABLE_NAMES: readonly string[] = VARIABLES.map(({ name }) => name);

const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';

/** Every variable with a value that it does not take; empty ones count as unset. */
export function environmentFaults(env: Environment): Finding[] {
  return VARIABLES.flatMap(({ name, kind: { id, takes, expected, cure } }) => {
    const value = env[name];
    if (!isSet(value) || takes(value)) return [];
    const found = `${JSON.stringify(value)} in ${name}`;
    return [toFinding(id, 'error', { path: 'the environment', found, expected, cure })];
  });
}

/**
 * The settings that the environment asks for; touches nothing.
 * @throws FindingsError with every fault
 */
export function parseEnvironment(env: Environment): Settings {
  const faults = environmentFaults(env);
  if (faults.length > 0) throw new FindingsError(faults);
  return VARIABLES.reduce<Settings>((settings, { name, toSettings }) => {
    const value = env[name];
    return isSet(value) ? overSettings(settings, toSettings(value)) : settings;
  }, {});
}

function overSettings(below: Settings, above: Settings): Settings {
  const mesh = above.mesh && { mesh: withPreset(below.mesh ?? {}, above.mesh) };
  return { ...below, ...above, ...mesh };
}
