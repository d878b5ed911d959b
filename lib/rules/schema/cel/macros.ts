import { asBoolean, itemsOf } from './values';

/** A condition on, or a value made of, one item. */
export type OfItem = (item: unknown) => unknown;

/** Loops over the items of a list or the keys of a map, by name; `x.all(i, …)` and its like. */
export const MACROS: Readonly<Record<string, (over: unknown, ofItem: OfItem) => unknown>> = {
  all: (over, ofItem) => decide(itemsOf(over), ofItem, false),
  exists: (over, ofItem) => decide(itemsOf(over), ofItem, true),
  exists_one: (over, ofItem) => onlyOne(itemsOf(over), ofItem),
  filter: (over, ofItem) => itemsOf(over).filter(item => asBoolean(ofItem(item))),
  map: (over, ofItem) => itemsOf(over).map(item => ofItem(item)),
};

/** One item that is `sought` decides, even where another has no value. */
function decide(items: readonly unknown[], ofItem: OfItem, sought: boolean): boolean {
  let thrown: unknown;
  for (const item of items) {
    try {
      if (asBoolean(ofItem(item)) === sought) return sought;
    } catch (error) {
      thrown = error;
    }
  }
  if (thrown !== undefined) throw thrown;
  return !sought;
}

function onlyOne(items: readonly unknown[], ofItem: OfItem): boolean {
  let found = 0;
  for (const item of items) if (asBoolean(ofItem(item))) found++;
  return found === 1;
}
