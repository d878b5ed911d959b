const FACTORS: Readonly<Record<string, number>> = {
  m: 0.001,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/**
 * The number that Kubernetes reads in a quantity; anything else as it is.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantity(value: unknown): unknown {
  const [, digits, unit] = /^(\d+(?:\.\d+)?(?:e\d+)?)(m|k|M|G|T|Ki|Mi|Gi|Ti|)$/.exec(String(value)) ?? [];
  return digits === undefined ? value : Number((Number(digits) * FACTORS[unit]).toPrecision(12));
}
