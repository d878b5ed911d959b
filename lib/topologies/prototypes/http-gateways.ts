import type { Construct } from 'constructs';
import type { AmbientSystem } from '../../stacks/system';
import { systemOf } from '../options';
import type { Settings } from '../settings';
import { addBookinfo, addFruit, HTTP } from './apps';

/**
 * Two Gateways in two namespaces over plain HTTP: Bookinfo in `default`, an http-echo "apple" in `apple`, each in the
 * mesh. Both Services are inside the cluster only, for `kubectl port-forward`.
 *
 * Where this and the six after it differ from the description that they are built after: Istio 1.23, Gateway API 1.1,
 * cert-manager 1.15 and nginx 1.27 have reached their end of life, so all are of newer versions; TLSRoute is of the
 * version that the minor of Istio reads, and no longer of v1alpha2; in ambient mode it is the proxy that is not injected
 * into pods, not the control plane.
 */
export function httpGateways(scope: Construct, settings: Settings = {}): AmbientSystem {
  return bookinfoAndApple(scope, 'default', settings);
}

/** The same with Bookinfo in a namespace of its own, `book`: a Gateway for each namespace. */
export function gatewayPerNamespace(scope: Construct, settings: Settings = {}): AmbientSystem {
  return bookinfoAndApple(scope, 'book', settings);
}

function bookinfoAndApple(scope: Construct, namespace: string, settings: Settings): AmbientSystem {
  const system = systemOf(scope, {}, settings);
  const { gatewayReplicas: replicas } = settings;
  addBookinfo(system, namespace, { listener: HTTP, replicas });
  addFruit(system, 'apple', { listener: HTTP, replicas });
  return system;
}
