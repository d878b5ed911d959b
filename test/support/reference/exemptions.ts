/** An object or field that ours and the reference may differ in, with the reason. There is no other list. */
export interface Exemption {
  readonly reason: string;
  /** Exempts the whole object where it stands on our side only. */
  readonly oursOnly?: { readonly kind: string; readonly name: RegExp };
  /** Exempts a field of every object. */
  readonly field?: string;
}

const EXEMPTIONS: readonly Exemption[] = [
  {
    reason: 'the reference leaves the injector ConfigMap out: its templates are our own and held against other data',
    oursOnly: { kind: 'ConfigMap', name: /^istio-sidecar-injector(-|$)/ },
  },
  {
    reason: 'tells in the reference which chart an object came from, and is no part of the object',
    field: 'x-component',
  },
];

export const isExemptObject = (kind: string, name: string): boolean =>
  EXEMPTIONS.some(({ oursOnly }) => oursOnly !== undefined && oursOnly.kind === kind && oursOnly.name.test(name));

export const isExemptField = (path: string): boolean => EXEMPTIONS.some(({ field }) => field === path);
