import fc from 'fast-check';

/** One arbitrary for every prop of an interface: a new prop without one does not compile. */
export type Arbitraries<Props> = { readonly [Prop in keyof Props]-?: fc.Arbitrary<NonNullable<Props[Prop]>> };

export const one = <const Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
export const flag = fc.boolean();
/** Words that a chart which does not quote them turns into a boolean or null, such as a namespace of the name `n`. */
const NO_TEXT = /^(y|n|yes|no|on|off|true|false|null)$/;
export const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/).filter(text => !NO_TEXT.test(text));
export const labels = fc.dictionary(fc.constantFrom('team', 'tier', 'example.com/owner', 'example.com/note'), label, {
  maxKeys: 3,
});
export const env = fc.dictionary(
  fc.stringMatching(/^X_[A-Z]{1,6}$/),
  one('true', 'false', '7', '1.50', 'on', 'a b', '', 'x=y'),
  {
    maxKeys: 3,
  },
);
const amount = (...values: [string, ...string[]]) => fc.constantFrom(...values, null);
export const resources = fc.record(
  {
    requests: fc.record({ cpu: amount('10m', '1', '0.5'), memory: amount('16Mi', '32Mi') }, { requiredKeys: [] }),
    limits: fc.record({ cpu: amount('3', '4000m'), memory: amount('8Gi', '9Gi') }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
export const tolerations = fc.array(
  fc.record({ key: label, operator: one('Exists'), effect: one('NoSchedule', 'NoExecute') }),
  { maxLength: 2 },
);
export const affinity = label.map(key => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'Exists' as const }] }],
    },
  },
}));
export const spread = fc.array(
  fc.record({
    maxSkew: fc.integer({ min: 1, max: 3 }),
    topologyKey: label,
    whenUnsatisfiable: one('ScheduleAnyway', 'DoNotSchedule'),
  }),
  { maxLength: 2 },
);
export const seccompProfile = one(
  { type: 'RuntimeDefault' } as const,
  { type: 'Localhost', localhostProfile: 'a.json' } as const,
);
export const image = {
  image: one('renamed', `mirror.example.com/i@sha256:${'c'.repeat(64)}`),
  hub: one('mirror.example.com/istio'),
  tag: one('patched', '1.5'),
  variant: one('debug', 'distroless'),
};
export const extra = {
  volumes: one([{ name: 'extra', emptyDir: {} }]),
  volumeMounts: one([{ name: 'extra', mountPath: '/extra' }]),
};
export const pullPolicy = one('Always', 'Never', 'IfNotPresent');
export const percentage = fc.integer({ min: 1, max: 100 });
