import { type Identity, toPrincipal } from '../identity';
import type { ResolvedMesh } from '../spec';

/** What ztunnel can tell of a connection: who it is from and which port it is for. All given parts must hold. */
export interface ConnectionRule {
  /** One of these must be the client. @default - anyone */
  readonly from?: readonly ConnectionSource[];

  /** One of these must be the port. @default - every port */
  readonly to?: readonly PortOperation[];

  /** All of these must hold. @default - nothing */
  readonly when?: readonly Condition<ConnectionKey>[];
}

/** What a waypoint or a gateway can tell of a request as well. All given parts must hold. */
export interface RequestRule {
  /** One of these must be the client. @default - anyone */
  readonly from?: readonly RequestSource[];

  /** One of these must be the request. @default - every request */
  readonly to?: readonly RequestOperation[];

  /** All of these must hold. @default - nothing */
  readonly when?: readonly Condition<string>[];
}

/** A client; all given parts must hold. @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source */
export interface ConnectionSource {
  /** Apps, gateways or waypoints, by their ServiceAccounts. @default - anyone */
  readonly identities?: readonly Identity[];
  /** @default - none */
  readonly notIdentities?: readonly Identity[];
  /** Principals as text: `cluster.local/ns/NAMESPACE/sa/ACCOUNT`, `*` at either end. @default - anyone */
  readonly principals?: readonly string[];
  /** @default - none */
  readonly notPrincipals?: readonly string[];
  /** Namespaces of clients in the mesh. @default - any */
  readonly namespaces?: readonly string[];
  /** @default - none */
  readonly notNamespaces?: readonly string[];
  /** Addresses or CIDRs of the connection. @default - any */
  readonly ipBlocks?: readonly string[];
  /** @default - none */
  readonly notIpBlocks?: readonly string[];
}

/** A client, by what its requests say too. */
export interface RequestSource extends ConnectionSource {
  /** `ISSUER/SUBJECT` of a token that a RequestAuthentication found valid; `*` for any. @default - with a token or without */
  readonly requestPrincipals?: readonly string[];
  /** @default - none */
  readonly notRequestPrincipals?: readonly string[];
  /** Addresses as X-Forwarded-For tells them. @default - any */
  readonly remoteIpBlocks?: readonly string[];
  /** @default - none */
  readonly notRemoteIpBlocks?: readonly string[];
}

/** Ports of the pod, not of the Service. */
export interface PortOperation {
  /** @default - every port */
  readonly ports?: readonly number[];
  /** @default - none */
  readonly notPorts?: readonly number[];
}

/** Requests; all given parts must hold. @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation */
export interface RequestOperation extends PortOperation {
  /** Values of the Host header, `*` at either end. @default - every host */
  readonly hosts?: readonly string[];
  /** @default - none */
  readonly notHosts?: readonly string[];
  /** @default - every method */
  readonly methods?: readonly string[];
  /** @default - none */
  readonly notMethods?: readonly string[];
  /** `*` at either end, or a template such as `/items/{*}`. @default - every path */
  readonly paths?: readonly string[];
  /** @default - none */
  readonly notPaths?: readonly string[];
}

/** The keys that ztunnel knows. @see https://istio.io/latest/docs/reference/config/security/conditions/ */
export type ConnectionKey =
  | 'source.ip'
  | 'source.namespace'
  | 'source.principal'
  | 'destination.ip'
  | 'destination.port';

/** An attribute and what it must be; one of `values` and `notValues` at least. */
export interface Condition<Key> {
  readonly key: Key;
  /** @default - anything */
  readonly values?: readonly string[];
  /** @default - nothing */
  readonly notValues?: readonly string[];
}

/** A rule as the API has it. */
export function toRule({ from, to, when }: RequestRule, mesh: ResolvedMesh) {
  return {
    from: from?.map(source => ({ source: toSource(source, mesh) })),
    to: to?.map(operation => ({ operation: toOperation(operation) })),
    when: when?.map(condition => ({ ...condition })),
  };
}

function toSource({ identities, notIdentities, ...source }: RequestSource, mesh: ResolvedMesh) {
  const named = (people: readonly Identity[] = [], more: readonly string[] = []) => {
    const principals = [...people.map(identity => toPrincipal(identity, mesh)), ...more];
    return principals.length === 0 ? undefined : principals;
  };
  return {
    ...source,
    principals: named(identities, source.principals),
    notPrincipals: named(notIdentities, source.notPrincipals),
  };
}

function toOperation({ ports, notPorts, ...operation }: RequestOperation) {
  return { ...operation, ports: ports?.map(String), notPorts: notPorts?.map(String) };
}
