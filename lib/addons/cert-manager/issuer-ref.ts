/** An Issuer of the same namespace, or a ClusterIssuer, as Certificates name it. */
export interface IssuerRef {
  /** metadata.name. */
  readonly name: string;

  /** @default 'Issuer' */
  readonly kind?: 'Issuer' | 'ClusterIssuer';
}

/** The reference as the API has it. */
export function toIssuerRef({ name, kind = 'Issuer' }: IssuerRef) {
  return { name, kind, group: 'cert-manager.io' };
}

/** A Go duration in hours, which is how cert-manager's documentation writes days and years. */
export type Hours = `${number}h`;

/** The number of hours, undefined of anything else: types can be cast away. */
export function hoursOf(duration: string): number | undefined {
  const [, hours] = /^(\d+)h$/.exec(duration) ?? [];
  return hours === undefined ? undefined : Number(hours);
}
