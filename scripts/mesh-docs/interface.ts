import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A prop as its interface declares it. */
export interface Prop {
  readonly name: string;
  /** The type, as it is written. */
  readonly type: string;
  /** What the docstring says before its tags, on one line. */
  readonly says: string;
  /** The text of `@default`; undefined where there is none. */
  readonly byDefault?: string;
}

const ROOT = join(__dirname, '..', '..');

/** The props that an interface declares itself, in their order. */
export function readProps(file: string, name: string): Prop[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const declaration = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (declaration === undefined) throw new Error(`no interface ${name} in ${file}`);
  return declaration.members.filter(ts.isPropertySignature).map(toProp);
}

function toProp(member: ts.PropertySignature): Prop {
  const comments = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  const byDefault = ts.getJSDocTags(member).find(tag => tag.tagName.text === 'default');
  return {
    name: (member.name as ts.Identifier | ts.StringLiteral).text,
    type: member.type?.getText() ?? 'unknown',
    says: comments.map(({ comment }) => toLine(comment)).join(' '),
    byDefault: byDefault === undefined ? undefined : toLine(byDefault.comment),
  };
}

const toLine = (comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string =>
  (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();
