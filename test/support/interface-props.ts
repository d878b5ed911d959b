import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');
const sources = new Map<string, ts.SourceFile>();

/** A file of this project, read once. */
export function sourceOf(file: string): ts.SourceFile {
  const known = sources.get(file);
  if (known !== undefined) return known;
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  sources.set(file, source);
  return source;
}

/** The names that a type lets a caller write, its own and inherited ones; those that it forbids are not among them. */
export function propsOf(typeName: string, file: string): string[] {
  const source = sourceOf(file);
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === typeName) {
      const inherited = (statement.heritageClauses ?? []).flatMap(({ types }) => types.flatMap(of => named(of, file)));
      return unique([...inherited, ...membersOf(statement.members)]);
    }
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === typeName) {
      return unique(typeProps(statement.type, file));
    }
  }
  const imported = importOf(typeName, source);
  return imported === undefined ? [] : propsOf(imported.name, imported.file);
}

/** The props of a type that is made of others. */
function typeProps(type: ts.TypeNode, file: string): string[] {
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    return type.types.flatMap(part => typeProps(part, file));
  }
  if (ts.isTypeLiteralNode(type)) return membersOf(type.members);
  if (ts.isParenthesizedTypeNode(type)) return typeProps(type.type, file);
  return ts.isTypeReferenceNode(type) ? named(type, file) : [];
}

/** The props of a type that is named, and of one cut to size by Pick or Omit. */
function named(type: ts.TypeReferenceNode | ts.ExpressionWithTypeArguments, file: string): string[] {
  const name = (ts.isTypeReferenceNode(type) ? type.typeName : type.expression).getText();
  const [of, keys] = type.typeArguments ?? [];
  if (of === undefined) return propsOf(name, file);
  const props = typeProps(of, file);
  const listed = keys === undefined ? [] : [...keys.getText().matchAll(/'([^']+)'/g)].map(([, key]) => key);
  if (name === 'Pick') return props.filter(prop => listed.includes(outer(prop)));
  return name === 'Omit' ? props.filter(prop => !listed.includes(outer(prop))) : props;
}

/** The props that are listed, and as `outer.inner` those of maps that have no type of their own. */
function membersOf(members: ts.NodeArray<ts.TypeElement>): string[] {
  return members
    .filter(ts.isPropertySignature)
    .filter(({ type }) => type?.kind !== ts.SyntaxKind.UndefinedKeyword && type?.kind !== ts.SyntaxKind.NeverKeyword)
    .flatMap(({ name, type }) => {
      const prop = ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();
      return [prop, ...literalsIn(type).flatMap(literal => membersOf(literal.members).map(of => `${prop}.${of}`))];
    });
}

/** The maps that a type spells out itself. */
function literalsIn(node: ts.Node | undefined): ts.TypeLiteralNode[] {
  if (node === undefined || ts.isTypeLiteralNode(node)) return node === undefined ? [] : [node];
  const within: ts.TypeLiteralNode[] = [];
  ts.forEachChild(node, child => {
    within.push(...literalsIn(child));
  });
  return within;
}

function importOf(typeName: string, source: ts.SourceFile): { name: string; file: string } | undefined {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const from = (statement.moduleSpecifier as ts.StringLiteral | undefined)?.text;
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    if (!from?.startsWith('.') || bindings === undefined || ts.isNamespaceImport(bindings)) continue;
    if (ts.isNamespaceExport(bindings)) continue;
    const found = bindings.elements.find(({ name }) => name.text === typeName);
    if (found !== undefined) {
      return { name: (found.propertyName ?? found.name).text, file: fileOf(from, source.fileName) };
    }
  }
  return undefined;
}

/** A module is a file, or the index of a folder. */
function fileOf(specifier: string, importer: string): string {
  const path = join(dirname(importer), specifier);
  const file = [`${path}.ts`, join(path, 'index.ts')].find(candidate => ts.sys.fileExists(join(ROOT, candidate)));
  return relative('.', file ?? path);
}

const unique = (names: readonly string[]) => [...new Set(names)];
const outer = (prop: string) => prop.split('.')[0];
