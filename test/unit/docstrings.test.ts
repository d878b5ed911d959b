import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const LIB = join(__dirname, '..', '..', 'lib');

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(LIB, file), 'utf8'), ts.ScriptTarget.Latest, true);
}

/** Everything that the package exports: the file and the names that are taken from it. */
const EXPORTS = parse('index.ts').statements.flatMap(statement => {
  if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) return [];
  const { text } = statement.moduleSpecifier as ts.StringLiteral;
  const { elements } = statement.exportClause as ts.NamedExports;
  return [{ file: `${text}.ts`, names: elements.map(({ name, propertyName }) => (propertyName ?? name).text) }];
});

const DECLARATIONS = EXPORTS.flatMap(({ file, names }) =>
  parse(file).statements.filter(
    (statement): statement is ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration =>
      (ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isClassDeclaration(statement)) &&
      names.includes(statement.name?.text ?? ''),
  ),
);

const isNever = ({ type }: ts.PropertySignature) => type?.kind === ts.SyntaxKind.UndefinedKeyword;
const hasDefault = (prop: ts.PropertySignature) =>
  ts.getJSDocTags(prop).some(({ tagName }) => tagName.text === 'default');

test('every optional prop of what the package exports names its default', () => {
  const props = DECLARATIONS.filter(ts.isInterfaceDeclaration).flatMap(({ name, members }) =>
    members.filter(ts.isPropertySignature).map(prop => ({ name: `${name.text}.${prop.name.getText()}`, prop })),
  );
  const optional = props.filter(({ prop }) => prop.questionToken !== undefined && !isNever(prop));
  expect(optional.length).toBeGreaterThan(300);
  expect(optional.filter(({ prop }) => !hasDefault(prop)).map(({ name }) => name)).toEqual([]);
});

test('every type that the package exports says what it is, unless it is the props of a class', () => {
  const named = DECLARATIONS.filter(({ name }) => !name?.text.endsWith('Props'));
  expect(named.length).toBeGreaterThan(100);
  const silent = named.filter(each => ts.getJSDocCommentsAndTags(each).every(({ comment }) => comment === undefined));
  expect(silent.map(({ name }) => name?.text)).toEqual([]);
});
