import { groupOf, type KubeObject } from '../../../lib/core/object-index';
import { describe } from './members';

/** Fields of an object that another manager owns and an apply would set. */
export interface Conflict {
  /** The object, in the words of a message. */
  readonly object: string;
  readonly manager: string;
  readonly fields: readonly string[];
}

/** What an apply without force was refused. */
export interface Refusals {
  /** The objects that were not applied. */
  readonly refused: readonly KubeObject[];
  readonly conflicts: readonly Conflict[];
  /** What kubectl complained of besides; empty where conflicts were all. */
  readonly others: string;
}

const START = /^(?:error: )?Apply failed with \d+ conflicts?: (.*)$/;
const MANAGER_LINE = /^conflicts? with "([^"]+)"(?: with subresource "[^"]+")?(?: using [^:]+)?:(.*)$/;
const END = /^See https:\/\/kubernetes\.io\/docs\/reference\/using-api\/server-side-apply/;

/**
 * Reads kubectl's complaints about an apply of several objects. They do not say which object they are about; but they
 * come in the order of the objects, and those that went well are named on standard output in the same order.
 */
export function parseRefusals(objects: readonly KubeObject[], stdout: string, stderr: string): Refusals {
  const applied = stdout.split('\n').filter(line => line !== '');
  const refused = objects.filter(object => {
    if (applied[0]?.split(' ')[0] !== resourceOf(object)) return true;
    applied.shift();
    return false;
  });
  const conflicts: Conflict[] = [];
  const others: string[] = [];
  let inBlock = false;
  let position = -1;
  for (const line of stderr.split('\n')) {
    const start = START.exec(line);
    if (start !== null) {
      inBlock = true;
      position++;
    }
    const text = start?.[1] ?? line;
    if (!inBlock && text.trim() !== '') others.push(text);
    if (inBlock) addLine(conflicts, text, refused[position]);
    if (END.test(line)) inBlock = false;
  }
  return { refused, conflicts, others: others.join('\n') };
}

function addLine(conflicts: Conflict[], text: string, object: KubeObject | undefined): void {
  const manager = MANAGER_LINE.exec(text);
  const name = object === undefined ? 'an object' : describe(object);
  if (manager !== null) {
    const field = manager[2].trim();
    conflicts.push({ object: name, manager: manager[1], fields: field === '' ? [] : [field] });
  } else if (text.startsWith('- ')) {
    const last = conflicts.pop();
    if (last !== undefined) conflicts.push({ ...last, fields: [...last.fields, text.slice(2)] });
  }
}

/** As kubectl names it: `deployment.apps/web`. */
function resourceOf(object: KubeObject): string {
  const group = groupOf(object.apiVersion);
  return `${object.kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${object.metadata.name}`;
}
