import type { Construct } from 'constructs';
import { CertificateAuthority } from '../../addons/cert-manager/certificate-authority';
import type { AmbientSystem } from '../../stacks/system';
import { systemOf } from '../options';
import type { Settings } from '../settings';
import { addBookinfo, addFruit, https } from './apps';

/** HTTPS that ends at the Gateways, for Bookinfo in `book` and "apple"; the bootstrap makes the certificates by openssl. */
export function httpsOpenssl(scope: Construct, settings: Settings = {}): AmbientSystem {
  const { gatewayReplicas: replicas } = settings;
  const system = systemOf(scope, {}, settings);
  addBookinfo(system, 'book', { listener: https('bookinfo.example.com', 'bookinfo-tls'), replicas });
  addFruit(system, 'apple', { listener: https('apple.example.com', 'apple-tls'), replicas });
  return system;
}

/**
 * The same with certificates of cert-manager: a root that signs itself, an issuer that signs with it, and a certificate
 * of that issuer for each Gateway.
 */
export function httpsCertManager(scope: Construct, settings: Settings = {}): AmbientSystem {
  const { gatewayReplicas: replicas } = settings;
  const system = systemOf(scope, {}, settings);
  const issuer = system.addAddon('issuers', chart => new CertificateAuthority(chart, 'Ca', { name: 'prototype-ca' }));
  addBookinfo(system, 'book', { listener: https('bookinfo.example.com', 'bookinfo-tls', issuer), replicas });
  addFruit(system, 'apple', { listener: https('apple.example.com', 'apple-tls', issuer), replicas });
  return system;
}
