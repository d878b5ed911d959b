import type { Construct } from 'constructs';

/**
 * An id that no child of a construct has: the wanted one, else with a number behind it. Two objects of one name thus
 * reach the rules, which name both, instead of an exception from the tree of constructs, which names neither; as does an
 * object without a name.
 */
export function freeId(scope: Construct, wanted: string): string {
  const first = `${wanted}`;
  let id = first;
  for (let count = 2; scope.node.tryFindChild(id) !== undefined; count++) id = `${first}-${count}`;
  return id;
}
