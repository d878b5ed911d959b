import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLAIN } from '../../../lib/core/style';
import { runAnalyze } from '../../../scripts/analyze/command';
import { USAGE } from '../../../scripts/analyze/flags';
import { gateway, http } from '../../support/gateway-yaml';

const folder = mkdtempSync(join(tmpdir(), 'analyze-'));
const good = join(folder, 'gateway.yaml');
const bad = join(folder, 'bad.yaml');
writeFileSync(good, gateway('edge/g', [http('web')]));
writeFileSync(bad, 'kind: A\n---\na: [\n');
mkdirSync(join(folder, 'many', 'deep'), { recursive: true });
writeFileSync(join(folder, 'many', 'deep', 'b.yaml'), gateway('edge/b', [http('web')]));
writeFileSync(join(folder, 'many', 'a.json'), gateway('edge/a', [http('web')]).replace('---', ''));
writeFileSync(join(folder, 'many', 'notes.txt'), 'no manifest');

/** Runs the command and returns its exit code and all that it wrote. */
function run(...args: string[]) {
  let printed = '';
  let complained = '';
  const code = runAnalyze(args, {
    print: text => {
      printed += text;
    },
    complain: text => {
      complained += text.replaceAll(folder, 'FOLDER');
    },
    style: PLAIN,
  });
  return { code, printed, complained };
}

describe('npm run analyze -- --verdicts', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('prints what each object of a file comes to, keys in order', () => {
    expect(run('--verdicts', good)).toMatchObject({ code: 0, complained: '' });
    expect(run('--verdicts', good).printed).toMatchInlineSnapshot(`
[
 {
  "conditions": {
   "Accepted": [
    "True",
    "Accepted"
   ],
   "ResolvedRefs": [
    "True",
    "ResolvedRefs"
   ]
  },
  "kind": "Gateway",
  "listeners": {
   "web": {
    "attachedRoutes": 0,
    "conditions": {
     "Accepted": [
      "True",
      "Accepted"
     ],
     "Conflicted": [
      "False",
      "NoConflicts"
     ],
     "ResolvedRefs": [
      "True",
      "ResolvedRefs"
     ]
    },
    "kinds": [
     "GRPCRoute",
     "HTTPRoute"
    ]
   }
  },
  "name": "g",
  "namespace": "edge"
 }
]

`);
  });

  it('prints an object with one entry for each of several files', () => {
    expect(Object.keys(JSON.parse(run('--verdicts', good, join(folder, 'many')).printed))).toEqual([
      good,
      join(folder, 'many'),
    ]);
  });

  it('reads every manifest of a folder, in the order of their names', () => {
    const verdicts: { name: string }[] = JSON.parse(run('--verdicts', join(folder, 'many')).printed);
    expect(verdicts.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('fails on what it cannot read, all of it, with file and line', () => {
    expect(run('--verdicts', bad, join(folder, 'none.yaml'), good)).toEqual({
      code: 2,
      printed: '',
      complained: [
        'FOLDER/bad.yaml:3: flow sequence in block collection must be sufficiently indented and end with a ]\n',
        "FOLDER/none.yaml: ENOENT: no such file or directory, stat 'FOLDER/none.yaml'\n",
      ].join(''),
    });
  });

  it.each([
    [['--verdict', good], "Unknown option '--verdict'"],
    [['--format', 'xml', good], 'there is no format xml: name one of text, json, sarif, github'],
    [['--json', '--format', 'sarif', good], 'it can print one format: --json or --format'],
    [['--verdicts'], 'it has to be given a FILE'],
  ])('fails on the flags %j', (args, message) => {
    const { code, complained } = run(...args);
    expect([code, complained.startsWith(message), complained.endsWith(USAGE)]).toEqual([2, true, true]);
  });

  it('prints its usage', () => {
    expect(run('--help')).toEqual({ code: 0, printed: USAGE, complained: '' });
  });
});
