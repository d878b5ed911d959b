import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLOURED, PLAIN } from '../../../lib/core/style';
import { RULES } from '../../../lib/rules';
import { FINDING_IDS, RETIRED_IDS } from '../../../lib/rules/ids';
import { catalogue, type Entry } from '../../../scripts/explain/catalogue';
import { runExplain, USAGE } from '../../../scripts/explain/command';
import { toRulesDocument } from '../../../scripts/explain/document';

const ENTRIES = catalogue();

/** Runs the command and returns its exit code and all that it wrote. */
function run(args: readonly string[], entries: readonly Entry[] = ENTRIES, style = PLAIN) {
  let printed = '';
  let complained = '';
  const print = (text: string) => {
    printed += text;
  };
  const complain = (text: string) => {
    complained += text;
  };
  return { code: runExplain(args, { print, complain, style }, () => entries), printed, complained };
}

describe('npm run explain', () => {
  it('tells what a rule wants, why and where that is written, and shows what fails and what passes', () => {
    const { code, printed } = run(['AMB003']);
    expect(code).toBe(0);
    expect(printed).toMatchInlineSnapshot(`
AMB003 SecretHasNoData, error
about what synth itself needs

wants     no secret value is written to the output folder
why       what is written to the output folder ends up in version control and in logs
see       https://kubernetes.io/docs/concepts/security/secrets-good-practices/
suppress  with a reason, see docs/analyze.md

fails test/unit/rules/examples/AMB003/failing.yaml

  apiVersion: v1
  kind: Secret
  metadata:
    name: token
    namespace: app
  stringData:
    token: not-to-be-told

passes test/unit/rules/examples/AMB003/passing.yaml

  apiVersion: v1
  kind: Secret
  metadata:
    name: token
    namespace: app
    annotations: { example.com/filled-by: a controller }
also test/unit/rules/examples/AMB003/passing-encrypted.yaml

`);
  });

  it('takes an id in any case, and a name', () => {
    expect(run(['amb003']).printed).toBe(run(['AMB003']).printed);
    expect(run(['secrethasnodata']).printed).toBe(run(['AMB003']).printed);
  });

  it('sets the heading and the level apart on a terminal', () => {
    expect(run(['AMB003'], ENTRIES, COLOURED).printed.split('\n')[0]).toBe(
      '\u001b[1mAMB003 SecretHasNoData\u001b[0m, \u001b[31merror\u001b[0m',
    );
  });

  it('tells of a check of one construct what it wants, the cure, and where it comes from', () => {
    expect(run(['AMB253']).printed.replace(/:\d+$/m, ':LINE')).toMatchInlineSnapshot(`
AMB253 ExpressionIsReached
about gateways and routes

wants  expressions that are reached: a prefix ranks above them, and nothing comes after an unconditional /
cure   write the expression as Exact or PathPrefix, or give the match of everything a method or a header
from   lib/gateway/http-checks.ts:LINE

`);
  });

  it.each(['AMB009', 'AMB010', 'AMB011', 'AMB012'])('tells of %s what it wants, and the cure', id => {
    const { printed } = run([id]);
    expect([printed.includes('\nwants  '), printed.includes('\ncure   ')]).toEqual([true, true]);
  });

  it('explains every id at least by its name and where it comes from', () => {
    const unknown = ENTRIES.filter(({ rule, mentions, retired }) => !rule && mentions.length === 0 && !retired);
    expect(unknown.map(({ id }) => id)).toEqual([]);
    for (const { id, name } of ENTRIES) expect(run([id]).printed.startsWith(`${id} ${name}`)).toBe(true);
  });

  it('shows of every rule what fails and what passes', () => {
    const shown = ENTRIES.filter(({ failing, passing }) => failing.length > 0 && passing.length > 0);
    expect(shown.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  });

  it('lists every id, in order', () => {
    const { code, printed } = run([]);
    expect(code).toBe(0);
    expect(printed.split('\n').map(line => line.slice(0, 6))).toEqual([...Object.keys(FINDING_IDS), '']);
  });

  it('says of a retired id what became of it', () => {
    const retired: Entry = {
      id: 'AMB998',
      name: 'RouteIsOld',
      topic: 'routes',
      retired: 'AMB999 finds it',
      mentions: [],
      failing: [],
      passing: [],
    };
    expect(run(['AMB998'], [retired]).printed).toBe(
      'AMB998 RouteIsOld, retired\nabout routes\n\nretired  AMB999 finds it\n',
    );
    expect(run([], [retired]).printed).toBe('AMB998  RouteIsOld  retired: AMB999 finds it\n');
  });

  it.each([
    ['AMB999x', 'there is no AMB999x'],
    ['BackendExist', 'there is no BackendExist: did you mean BackendExists?\n'],
    ['AMB60O', 'there is no AMB60O: did you mean AMB600 or AMB601 or'],
    ['nonsense', 'there is no nonsense: without an id all are listed\n'],
  ])('fails on %s with 2, and names the nearest', (asked, complaint) => {
    const { code, complained } = run([asked]);
    expect([code, complained.slice(0, complaint.length)]).toEqual([2, complaint]);
  });

  it('fails on an unknown flag, and prints its usage where it is asked for', () => {
    expect(run(['--all'])).toMatchObject({ code: 2, printed: '' });
    expect(run(['--help'])).toEqual({ code: 0, printed: USAGE, complained: '' });
  });
});

test('docs/rules.md is what `npm run docs` writes', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'rules.md'), 'utf8')).toBe(toRulesDocument(ENTRIES));
});

test('retired ids are among the others', () => {
  expect(Object.keys(RETIRED_IDS).filter(id => !(id in FINDING_IDS))).toEqual([]);
});
