import { type LabelSelector, type Labels, selectorTest } from './label-selectors';

/** What a selector can choose. */
interface Labelled {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Finds what selectors choose without looking at everything for each of them. */
export class LabelIndex<T extends Labelled> {
  private readonly byNamespace = new Map<string, T[]>();
  private readonly byLabel = new Map<string, T[]>();

  constructor(members: Iterable<T>) {
    for (const member of members) {
      append(this.byNamespace, member.namespace, member);
      for (const [key, value] of Object.entries(member.labels)) append(this.byLabel, idOf(member, key, value), member);
    }
  }

  /** Everything in a namespace. */
  public in(namespace: string): readonly T[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** What a selector chooses in a namespace: an empty one everything, an unreadable one nothing. */
  public select(namespace: string, selector: LabelSelector): readonly T[] {
    const test = selectorTest(selector);
    if (test === undefined) return [];
    let candidates = this.in(namespace);
    for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
      const found = this.byLabel.get(idOf({ namespace }, key, value)) ?? [];
      if (found.length < candidates.length) candidates = found;
    }
    return candidates.filter(({ labels }) => test(labels));
  }
}

const idOf = ({ namespace }: { readonly namespace: string }, key: string, value: string) =>
  `${namespace} ${key}=${value}`;

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
