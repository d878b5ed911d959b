/** `Given` with those keys that have a default no longer optional. */
export type WithDefaults<Given, Defaults> = Omit<Given, keyof Defaults> & {
  readonly [Key in keyof Defaults & keyof Given]-?: NonNullable<Given[Key]>;
};

/** The props over their defaults; a prop that is present but undefined takes the default. */
export function withDefaults<Given extends object, Defaults extends Partial<Given>>(
  given: Given | undefined,
  defaults: Defaults,
): WithDefaults<Given, Defaults> {
  const set = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(set) } as unknown as WithDefaults<Given, Defaults>;
}
