import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { componentsOf } from './model/components';
import { APPLICATION, argoSources, HELM_REPOSITORY, OCI_REPOSITORY } from './model/deliveries';
import { at, textOf } from './model/fields';
import { imagesOf } from './model/images';
import { modelOf } from './model/model';
import { findReplacement } from './model/retired-registries';

/** An address that something is pulled from. */
interface Source {
  readonly stored: Stored;
  readonly owner: string;
  readonly address: string | undefined;
}

/** Istio has moved its images and charts. */
export const registryIsServed: Rule = {
  id: 'AMB833',
  doc: 'images and charts come from where they will still be in 2027',
  why: 'it is switched off in December 2026 and has no Istio 1.31: new pods stay in ImagePullBackOff',
  see: ['https://istio.io/latest/blog/2026/retirement-of-gcp/'],
  level: 'error',
  saidBy: ['AMB110'],
  *faults(index) {
    for (const { stored, owner, address = '' } of sourcesOf(index)) {
      const instead = findReplacement(address);
      if (instead === undefined) continue;
      const isElsewhere = instead.includes('/');
      yield fault(
        stored,
        `${owner} ${address}, which is switched off in December 2026`,
        isElsewhere
          ? `${instead}, where Istio is published now`
          : 'an image that is released, or a registry that stays',
        isElsewhere
          ? `replace it by ${instead}, or by a mirror of it`
          : 'use a release of it, or copy it to a registry of your own',
      );
    }
  },
};

function* sourcesOf(index: ObjectIndex): Iterable<Source> {
  const { cluster } = modelOf(index);
  for (const { stored, owner, image } of imagesOf(index))
    yield { stored, owner: `${owner} with image`, address: image };
  for (const [kind, path] of ADDRESSES) {
    for (const stored of cluster.ofKind(kind)) {
      yield { stored, owner: `${describe(stored)} with`, address: textOf(at(stored.object, ...path)) };
    }
  }
  for (const stored of cluster.ofKind(APPLICATION)) {
    for (const { repoURL } of argoSources(stored)) {
      yield { stored, owner: `${describe(stored)} with`, address: textOf(repoURL) };
    }
  }
  for (const { stored, values, title } of componentsOf(index)) {
    const hubs = new Set([at(values, 'hub'), at(values, 'global', 'hub')].map(textOf));
    for (const address of hubs) yield { stored, owner: `${title} with hub`, address };
  }
}

/** Where charts come from. */
const ADDRESSES: readonly (readonly [string, readonly string[]])[] = [
  [HELM_REPOSITORY, ['spec', 'url']],
  [OCI_REPOSITORY, ['spec', 'url']],
];
