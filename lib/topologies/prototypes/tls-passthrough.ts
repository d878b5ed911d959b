import type { Construct } from 'constructs';
import { CertificateAuthority } from '../../addons/cert-manager/certificate-authority';
import { AddressPool } from '../../addons/metallb/address-pool';
import type { AmbientSystem } from '../../stacks/system';
import { KIND_POOL, servingTls, systemOf } from '../options';
import type { Settings } from '../settings';
import { addFruit, addNginx, https } from './apps';

/** TLS that passes through a Gateway to an nginx in `default`, which ends it with a certificate of cert-manager. */
export function tlsPassthrough(scope: Construct, settings: Settings = {}): AmbientSystem {
  return nginxIn(scope, 'default', settings);
}

/** The same with nginx in a namespace of its own, `nginx`. */
export function tlsPassthroughNamespace(scope: Construct, settings: Settings = {}): AmbientSystem {
  return nginxIn(scope, 'nginx', settings);
}

function nginxIn(scope: Construct, namespace: string, settings: Settings): AmbientSystem {
  const { system, issuer } = systemWithIssuer(scope, settings);
  addNginx(system, { namespace, hostname: 'nginx.example.com', issuer, replicas: settings.gatewayReplicas });
  return system;
}

/**
 * Both ways side by side, each with a Gateway in the namespace of its app on an address of a MetalLB pool: "mango" by
 * HTTPS that ends at the gateway, nginx by TLS that passes through. Everything is in the mesh, so behind the gateways it
 * is mTLS.
 */
export function mixedTls(scope: Construct, settings: Settings = {}): AmbientSystem {
  const { system, issuer } = systemWithIssuer(scope, settings);
  const { addressPool = KIND_POOL, gatewayReplicas: replicas } = settings;
  const pool = system.addAddon(
    'metallb',
    chart => new AddressPool(chart, 'Pool', { name: 'prototypes', ...addressPool }),
  );
  const infrastructureAnnotations = pool.annotations;
  addFruit(system, 'mango', {
    listener: https('mango.example.com', 'mango-tls', issuer),
    exposure: { type: 'LoadBalancer', address: pool.fixedAddress },
    infrastructureAnnotations,
    replicas,
  });
  addNginx(system, {
    namespace: 'nginx',
    hostname: 'nginx.example.com',
    issuer,
    exposure: { type: 'LoadBalancer' },
    infrastructureAnnotations,
    replicas,
  });
  return system;
}

function systemWithIssuer(scope: Construct, settings: Settings) {
  const system = systemOf(scope, servingTls(settings), settings);
  const issuer = system.addAddon('issuers', chart => new CertificateAuthority(chart, 'Ca', { name: 'prototype-ca' }));
  return { system, issuer };
}
