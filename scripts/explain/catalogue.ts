import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rule } from '../../lib/core/rule';
import { RULES } from '../../lib/rules';
import { FINDING_IDS, RETIRED_IDS } from '../../lib/rules/ids';
import { findMentions, type Mention, ROOT } from './mentions';

/** What findings of ids below a number are about. */
const TOPICS: readonly (readonly [number, string])[] = [
  [100, 'what synth itself needs'],
  [200, 'the mesh'],
  [300, 'gateways and routes'],
  [400, 'apps'],
  [500, 'stacks and topologies'],
  [600, 'the configuration'],
  [700, 'what the API server and istiod make of the objects together'],
  [750, 'add-ons'],
  [800, 'migration and diagram'],
  [860, 'pods, namespaces, versions, images and ownership'],
  [900, 'routes, policies and traffic rules at gateways, waypoints and ztunnel'],
  [1000, 'the bootstrap'],
];

/** A manifest that a rule finds fault with, or none. */
export interface Example {
  /** Below the repository. */
  readonly file: string;
  readonly text: string;
}

/** All that is known of an id. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  /** The rule over everything that has the id; other ids are of checks of one construct, or of a command. */
  readonly rule?: Rule;
  /** Why there are no such findings any more, of a retired id. */
  readonly retired?: string;
  readonly mentions: readonly Mention[];
  readonly failing: readonly Example[];
  readonly passing: readonly Example[];
}

/** Every id, in order, retired ones too. */
export function catalogue(): Entry[] {
  const mentions = findMentions();
  const rules = new Map(RULES.map(rule => [rule.id, rule]));
  return Object.entries<string>(FINDING_IDS).map(([id, name]) => ({
    id,
    name,
    topic: TOPICS.find(([end]) => Number(id.slice(3)) < end)?.[1] ?? '',
    rule: rules.get(id),
    retired: RETIRED_IDS[id],
    mentions: mentions.get(id) ?? [],
    ...examplesOf(id),
  }));
}

const EXAMPLES = 'test/unit/rules/examples';

function examplesOf(id: string): Pick<Entry, 'failing' | 'passing'> {
  const folder = path.join(ROOT, EXAMPLES, id);
  const files = existsSync(folder) ? readdirSync(folder).sort((a, b) => a.length - b.length || (a < b ? -1 : 1)) : [];
  const read = (prefix: string) =>
    files
      .filter(file => file.startsWith(prefix))
      .map(file => ({ file: `${EXAMPLES}/${id}/${file}`, text: readFileSync(path.join(folder, file), 'utf8') }));
  return { failing: read('failing'), passing: read('passing') };
}
