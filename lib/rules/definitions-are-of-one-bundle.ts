import type { Rule } from '../core/rule';
import { fault } from './fault';
import { annotationsOf, describe, type Stored } from './model/cluster';
import { CUSTOM_RESOURCE_DEFINITION } from './model/kinds';
import { modelOf } from './model/model';

const GROUP = '.gateway.networking.k8s.io';

const releaseOf = (definition: Stored): string => {
  const annotations = annotationsOf(definition);
  const bundle = annotations['gateway.networking.k8s.io/bundle-version'];
  return `${annotations['gateway.networking.k8s.io/channel'] ?? 'unknown'} ${bundle ?? 'unknown'}`;
};

/** The definitions of Gateway API are released together. */
export const definitionsAreOfOneBundle: Rule = {
  id: 'AMB829',
  doc: 'the definitions of Gateway API are of one release and one channel',
  why: 'kinds of different releases are not tested together, and from 1.5 on a policy of Gateway API refuses such mixtures',
  see: [
    'https://gateway-api.sigs.k8s.io/concepts/versioning/',
    'https://github.com/kubernetes-sigs/gateway-api/issues/4162',
  ],
  level: 'warning',
  *faults(index) {
    const definitions = modelOf(index)
      .cluster.ofKind(CUSTOM_RESOURCE_DEFINITION)
      .filter(({ name }) => name.endsWith(GROUP));
    const [first] = definitions;
    if (first === undefined) return;
    for (const definition of definitions) {
      if (releaseOf(definition) === releaseOf(first)) continue;
      yield fault(
        definition,
        `${describe(definition)} of ${releaseOf(definition)}, with ${describe(first)} of ${releaseOf(first)}`,
        'one release and one channel for all',
        'install all of them from one file of the release',
      );
    }
  },
};
