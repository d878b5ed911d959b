import type { Rule } from '../core/rule';
import { annotationIsReadByZtunnel } from './annotation-is-read-by-ztunnel';
import { entryHasAddress } from './entry-has-address';
import { entryHostIsStatedOnce } from './entry-host-is-stated-once';
import { gatewayLetsClientsIn } from './gateway-lets-clients-in';
import { hostTakesAllPaths } from './host-takes-all-paths';
import { namespaceHasOneTelemetry } from './namespace-has-one-telemetry';
import { policyPortIsContainerPort } from './policy-port-is-container-port';
import { policyValueCanMatch } from './policy-value-can-match';
import { providerIsConfigured } from './provider-is-configured';
import { proxySettingIsRead } from './proxy-setting-is-read';
import { replacedPathIsPath } from './replaced-path-is-path';
import { trafficGatewayExists } from './traffic-gateway-exists';
import { trafficPortExists } from './traffic-port-exists';

/** Rules of routes, policies and traffic rules at gateways, waypoints and ztunnel, by id. */
export const PROXY_RULES: readonly Rule[] = [
  gatewayLetsClientsIn, // AMB860
  providerIsConfigured, // AMB861
  trafficGatewayExists, // AMB862
  trafficPortExists, // AMB863
  proxySettingIsRead, // AMB864
  annotationIsReadByZtunnel, // AMB865
  namespaceHasOneTelemetry, // AMB866
  policyPortIsContainerPort, // AMB867
  entryHostIsStatedOnce, // AMB868
  entryHasAddress, // AMB869
  policyValueCanMatch, // AMB870
  replacedPathIsPath, // AMB871
  hostTakesAllPaths, // AMB872
];
