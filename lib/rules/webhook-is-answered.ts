import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { at, objectsOf, textOf } from './model/fields';
import { MUTATING_WEBHOOKS, SERVICE, VALIDATING_WEBHOOKS } from './model/kinds';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';

/** A webhook that nobody answers refuses whatever it is asked about. */
export const webhookIsAnswered: Rule = {
  id: 'AMB827',
  doc: 'the Service of a webhook that must answer is there',
  why: 'with failurePolicy Fail the API server refuses every object that the webhook is for',
  see: ['https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    const others = namespacesOfOthers(index);
    for (const stored of [VALIDATING_WEBHOOKS, MUTATING_WEBHOOKS].flatMap(kind => cluster.ofKind(kind))) {
      for (const { name: webhook, failurePolicy = 'Fail', clientConfig } of objectsOf(stored.object.webhooks)) {
        const name = textOf(at(clientConfig, 'service', 'name'));
        const namespace = textOf(at(clientConfig, 'service', 'namespace'));
        if (failurePolicy !== 'Fail' || name === undefined || namespace === undefined) continue;
        if (!cluster.has(SERVICE, namespace) || others.has(namespace)) continue;
        if (cluster.find(SERVICE, namespace, name) !== undefined) continue;
        yield fault(
          stored,
          `webhook ${webhook} of ${describe(stored)} with failurePolicy Fail and Service ${namespace}/${name}, which is not there`,
          'the Service of whoever answers',
          'correct clientConfig.service, add the Service, or set failurePolicy to Ignore',
        );
      }
    }
  },
};
