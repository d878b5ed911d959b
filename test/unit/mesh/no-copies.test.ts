import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { sourceOf } from '../../support/interface-props';
import { describeWithShared, SHARED } from '../../support/shared';

const LIB = join(__dirname, '..', '..', '..', 'lib');

/** Every text that a source holds; of a template, its parts. */
function textsIn(node: ts.Node): string[] {
  const within: string[] = [];
  ts.forEachChild(node, child => {
    within.push(...textsIn(child));
  });
  return ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) ? [node.text, ...within] : within;
}

const TEXTS = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .flatMap(file => textsIn(sourceOf(join('lib', file))).map(text => ({ file, text })));

test('no source of the library holds a manifest as text', () => {
  expect(TEXTS.length).toBeGreaterThan(5000);
  expect(TEXTS.filter(({ text }) => /^\s*"?(apiVersion|kind)"?: ?\S/m.test(text))).toEqual([]);
});

describeWithShared('beside the references', () => {
  /** A name that Istio itself has for something: a platform. */
  const OF_ISTIO = ['openshift'];
  const named = (...path: string[]) => readdirSync(join(SHARED, 'reference', ...path)).map(file => file.split('.')[0]);

  test('no source of the library knows the name of a case', () => {
    const cases = [...named('charts', '1.31'), ...named('gateways', 'cases')];
    expect(cases.length).toBeGreaterThan(30);
    const known = cases.filter(name => !OF_ISTIO.includes(name));
    expect(TEXTS.filter(({ text }) => known.includes(text))).toEqual([]);
  });
});
