import { type LabelSelector, type Labels, selectorTest } from './label-selectors';

/** What a selector can choose. */
interface Labelled {
  readonly namespace: string;
  readonly labels: Labels;
}

/** So few that they are looked at one by one. */
const FEW = 8;

/** Finds what selectors choose without looking at everything for each of them. */
export class LabelIndex<T extends Labelled> {
  private readonly byNamespace = new Map<string, T[]>();
  /** By namespace, then by `key=value`; only of namespaces with many members that a selector was for. */
  private readonly byLabel = new Map<string, ReadonlyMap<string, readonly T[]>>();

  constructor(members: Iterable<T>) {
    for (const member of members) append(this.byNamespace, member.namespace, member);
  }

  /** Everything in a namespace. */
  public in(namespace: string): readonly T[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** What a selector chooses in a namespace: an empty one everything, an unreadable one nothing. */
  public select(namespace: string, selector: LabelSelector): readonly T[] {
    const members = this.in(namespace);
    const test = members.length === 0 ? undefined : selectorTest(selector);
    if (test === undefined) return [];
    const candidates = members.length <= FEW ? members : this.candidates(namespace, members, selector);
    return candidates.filter(({ labels }) => test(labels));
  }

  /** Those that have the rarest of the labels. */
  private candidates(namespace: string, members: readonly T[], { matchLabels = {} }: LabelSelector): readonly T[] {
    const byLabel = this.byLabel.get(namespace) ?? groupByLabel(members);
    this.byLabel.set(namespace, byLabel);
    const groups = Object.entries(matchLabels).map(([key, value]) => byLabel.get(`${key}=${value}`) ?? []);
    return groups.reduce((fewest, group) => (group.length < fewest.length ? group : fewest), members);
  }
}

function groupByLabel<T extends Labelled>(members: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    for (const [key, value] of Object.entries(member.labels)) append(groups, `${key}=${value}`, member);
  }
  return groups;
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
