import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { AmbientMeshProps } from '../../lib/mesh/spec';
import { meshChanges } from './mesh-changes';

/** Props, and those that they are laid over to show what they change. */
export interface PropExample {
  readonly props: AmbientMeshProps;
  readonly over?: AmbientMeshProps;
}

/**
 * One test for each example, which shows what the prop changes in the mesh's objects, and one that no prop of the
 * interface lacks an example. A prop with several has them as `prop, in which respect`.
 */
export function showProps(
  interfaceName: string,
  file: string,
  examples: Readonly<Record<string, PropExample>>,
  { elsewhere = [] }: { readonly elsewhere?: readonly string[] } = {},
): void {
  describe(interfaceName, () => {
    test('has an example of every prop', () => {
      const shown = Object.keys(examples).map(name => name.split(',')[0]);
      expect([...new Set([...shown, ...elsewhere])].sort()).toEqual(propsOf(interfaceName, file).sort());
    });

    test.each(Object.entries(examples))('%s changes what it should', (_name, { props, over }) => {
      expect(meshChanges(props, over)).toMatchSnapshot();
    });
  });
}

/** The names that an interface declares itself. */
export function propsOf(interfaceName: string, file: string): string[] {
  const text = readFileSync(join(__dirname, '..', '..', file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const declaration = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === interfaceName,
  );
  return (declaration?.members ?? []).flatMap(member =>
    member.name !== undefined && ts.isIdentifier(member.name) ? [member.name.text] : [],
  );
}
