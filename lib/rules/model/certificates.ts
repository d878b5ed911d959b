import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Cluster, Stored } from './cluster';
import { CONFIG_MAP, SECRET } from './kinds';
import { promisedSecrets } from './promised-secrets';

type Data = Readonly<Record<string, string>>;

/** Keys of a certificate and its private key, the first pair that is there counts. */
const PAIRS = [
  ['cert', 'key'],
  ['tls.crt', 'tls.key'],
] as const;
const AUTHORITY_KEYS = ['cacert', 'ca.crt'] as const;

/** Types of Secret that istiod does not read. */
const UNREAD: ReadonlySet<unknown> = new Set(['helm.sh/release.v1', 'kubernetes.io/service-account-token']);

/**
 * The certificates of a cluster, as istiod judges them.
 *
 * A value without PEM armour stands for one that is filled in later, and is believed. So is a Secret that is promised.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/credentials/kube/secrets.go
 */
export class Certificates {
  private readonly promised: ReadonlySet<string>;
  private readonly promisedIn: ReadonlySet<string>;
  private readonly judged = new Map<string, string | undefined>();

  constructor(private readonly cluster: Cluster) {
    this.promised = promisedSecrets(cluster);
    this.promisedIn = new Set([...this.promised].map(key => key.split('/')[0] as string));
  }

  /** Why a Secret cannot serve as a certificate with its key; undefined if it can. */
  public pairProblem(namespace: string, name: string): string | undefined {
    const key = `${namespace}/${name}`;
    if (!this.judged.has(key)) this.judged.set(key, this.judge(namespace, name));
    return this.judged.get(key);
  }

  /** Whether any Secret of a namespace is there, or will be. */
  public areMadeIn(namespace: string): boolean {
    return this.cluster.has(SECRET, namespace) || this.promisedIn.has(namespace);
  }

  /** Whether a Secret is there, or will be. */
  public isKnown(namespace: string, name: string): boolean {
    return this.find(namespace, name) !== undefined || this.promised.has(`${namespace}/${name}`);
  }

  /** Why a Secret or ConfigMap cannot serve as a bundle of authorities; undefined if it can. */
  public authorityProblem(
    kind: typeof SECRET | typeof CONFIG_MAP,
    namespace: string,
    name: string,
  ): string | undefined {
    const found = this.cluster.find(kind, namespace, name);
    if (found === undefined && kind === SECRET && this.promised.has(`${namespace}/${name}`)) return undefined;
    if (found === undefined) return `${kind} ${namespace}/${name} is not there`;
    const data = dataOf(found);
    const key = AUTHORITY_KEYS.find(each => data[each]);
    if (key === undefined) return `${kind} ${namespace}/${name} has none of ${AUTHORITY_KEYS.join(', ')}`;
    return isBroken(data[key] as string) ? `${key} of ${kind} ${namespace}/${name} is no certificate` : undefined;
  }

  private find(namespace: string, name: string): Stored | undefined {
    const found = this.cluster.find(SECRET, namespace, name);
    return UNREAD.has(found?.object.type) ? undefined : found;
  }

  private judge(namespace: string, name: string): string | undefined {
    const found = this.find(namespace, name);
    if (found === undefined) {
      return this.promised.has(`${namespace}/${name}`) ? undefined : `Secret ${namespace}/${name} is not there`;
    }
    const data = dataOf(found);
    const pair = PAIRS.find(keys => keys.every(key => data[key]));
    if (pair === undefined) return `Secret ${namespace}/${name} has neither tls.crt and tls.key nor cert and key`;
    const [certificate, key] = pair.map(each => data[each]) as [string, string];
    return fits(certificate, key) ? undefined : `Secret ${namespace}/${name} holds no certificate with its own key`;
  }
}

/** The data of a Secret or ConfigMap as text. */
function dataOf({ kind, object }: Stored): Data {
  if (kind === CONFIG_MAP) return object.data ?? {};
  const decoded = Object.entries((object.data ?? {}) as Data).map(([key, value]) => [
    key,
    Buffer.from(value, 'base64').toString('latin1'),
  ]);
  return { ...Object.fromEntries(decoded), ...object.stringData };
}

const isArmoured = (text: string) => text.includes('-----BEGIN');

function isBroken(certificate: string): boolean {
  return isArmoured(certificate) && attempt(() => new X509Certificate(certificate)) === undefined;
}

function fits(certificate: string, key: string): boolean {
  if (isBroken(certificate)) return false;
  if (!isArmoured(key)) return true;
  const privateKey = attempt(() => createPrivateKey(key));
  if (privateKey === undefined) return false;
  return !isArmoured(certificate) || new X509Certificate(certificate).checkPrivateKey(privateKey);
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
