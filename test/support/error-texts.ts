import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { sourceOf } from './interface-props';

const ROOT = join(__dirname, '..', '..');

/** A text of an error, where the source says it. */
export interface ErrorText {
  readonly file: string;
  readonly line: number;
  /** With `…` for each value. */
  readonly text: string;
}

/** What makes errors of the texts that it is called with. */
const MAKERS = ['fault', 'problem', 'error', 'warning', 'fails'];
/** Where an error that is a map has its texts. */
const FIELDS = ['found', 'expected', 'cure'];
/** What is no sentence of its own: names and ends of words. */
const LEAST_WORDS = 3;

/** Every text of every error of the library and the commands. */
export function errorTexts(): ErrorText[] {
  return ['lib', 'scripts']
    .flatMap(folder =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
    )
    .filter(file => file.endsWith('.ts'))
    .flatMap(file =>
      messagesIn(sourceOf(file))
        .flatMap(textsIn)
        .map(node => toErrorText(file, node)),
    )
    .filter(({ text }) => text.split(/\s+/).filter(word => /\w/.test(word)).length >= LEAST_WORDS);
}

/** The expressions that become parts of messages. */
function messagesIn(node: ts.Node): ts.Node[] {
  const within: ts.Node[] = [];
  ts.forEachChild(node, child => {
    within.push(...messagesIn(child));
  });
  if (ts.isCallExpression(node) && MAKERS.includes(node.expression.getText())) return [...node.arguments, ...within];
  if (!ts.isPropertyAssignment(node) || !FIELDS.includes(node.name.getText())) return within;
  return [node.initializer, ...within];
}

/** The literals that an expression is made of. */
function textsIn(node: ts.Node): (ts.StringLiteralLike | ts.TemplateExpression)[] {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return [node];
  const within: (ts.StringLiteralLike | ts.TemplateExpression)[] = [];
  ts.forEachChild(node, child => {
    within.push(...textsIn(child));
  });
  return within;
}

function toErrorText(file: string, node: ts.StringLiteralLike | ts.TemplateExpression): ErrorText {
  const line = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;
  if (ts.isStringLiteralLike(node)) return { file, line, text: node.text };
  return { file, line, text: [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…') };
}
