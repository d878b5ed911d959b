import { X509Certificate } from 'node:crypto';
import { GATEWAY_API } from '../../plan/gateways';
import { objectsOf } from '../../plan/plan';
import { secretsBehind } from '../../tls/needed';
import { type Check, fails, holds, type Outcome, type VerifyContext } from '../check';
import type { Endpoint } from '../endpoints';
import { handshake } from '../http/handshake';
import { reasonOf } from '../http/request';

/** The certificate that a client sees is the one in the pod: the gateway has no part in it. */
export const passthrough: Check = {
  id: 'passthrough',
  title: 'TLS that is passed through ends at the pod',
  run: async context => {
    const listeners = context.endpoints.filter(({ tlsMode }) => tlsMode === 'Passthrough');
    const routes = objectsOf(context.objects, 'TLSRoute', GATEWAY_API);
    const outcomes = routes.flatMap(route => {
      const parents = (route.spec.parentRefs ?? []) as { name: string; namespace?: string; sectionName?: string }[];
      const own = listeners.filter(({ gateway, listener }) =>
        parents.some(
          ({ name, namespace, sectionName }) =>
            gateway === `${namespace ?? route.metadata.namespace}/${name}` && (sectionName ?? listener) === listener,
        ),
      );
      const secrets = secretsBehind(context.objects, route);
      return own.flatMap(endpoint =>
        ((route.spec.hostnames ?? [endpoint.hostname ?? 'localhost']) as string[]).map(name =>
          endsAtPod(context, endpoint, name.replace(/^\*\./, 'verify.'), secrets),
        ),
      );
    });
    return Promise.all(outcomes);
  },
};

async function endsAtPod(
  { live }: VerifyContext,
  { host, port, gateway, listener }: Endpoint,
  servername: string,
  secrets: readonly { readonly namespace: string; readonly name: string }[],
): Promise<Outcome> {
  const subject = `${servername}:${port} (${gateway}, listener ${listener})`;
  const cure = 'is tls.mode of the listener Passthrough, without certificateRefs, and the route a TLSRoute?';
  try {
    const { fingerprint, names } = await handshake({ host, port, servername });
    for (const { namespace, name } of secrets) {
      const certificate = await live.secretValue(namespace, name, 'tls.crt');
      if (certificate !== undefined && new X509Certificate(certificate).fingerprint256 === fingerprint) {
        return holds(subject, `shows the certificate of Secret ${namespace}/${name}, which the pods mount`);
      }
    }
    return fails(subject, `shows a certificate for ${names.join(', ')}, which is in no Secret of the pods`, cure);
  } catch (error) {
    return fails(subject, reasonOf(error), cure);
  }
}
