import fc from 'fast-check';

/** One arbitrary for every prop of an interface: a new prop without one does not compile. */
export type Arbitraries<Props> = { readonly [Prop in keyof Props]-?: fc.Arbitrary<NonNullable<Props[Prop]>> };

/** A copy of plain objects, of the same realm: cdk8s takes others for classes and keeps no more of them than `value`. */
export const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

export const one = <const Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
export const flag = fc.boolean();
/** Names that YAML reads as something else where they are not quoted, and some that it only seems to. */
const WORDS = one('n', 'yes', 'null', '123', '0123', '1e3', '0x1f', '1-31-1');
const plainLabel = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
export const label = fc.oneof({ weight: 24, arbitrary: plainLabel }, { weight: 1, arbitrary: WORDS });
const keys = fc.constantFrom('team', 'tier', 'example.com/owner', 'example.com/note', 'n', '1');
export const labels = fc.dictionary(keys, fc.oneof(plainLabel, WORDS, one('')), { maxKeys: 3 });
/** Texts that are hard to write: signs of YAML, of JSON and of templates, several lines, more than fits on one. */
export const awkward = one(
  ...['a: b', 'a # b', '- a', ' a', "it's", '"a"', 'C:\\temp', '{"a": ["b", {"c": "{{d}}"}]}', '{{ .Values.tag }}'],
  ...['a\nb\n', '\n a', 'é 👍', '%REQ(:METHOD)%\t$(A)', `${'word '.repeat(30)}end`, '', '*', '@a', '~', '=', '012.5'],
);
export const annotations = fc.dictionary(keys, fc.oneof(plainLabel, WORDS, awkward), { maxKeys: 3 });
export const env = fc.dictionary(
  fc.stringMatching(/^X_[A-Z]{1,6}$/),
  fc.oneof(
    { weight: 30, arbitrary: one('true', 'false', '7', '1.50', 'on', 'a b', '', 'x=y', 'a: b', "it's", '{{ a }}') },
    { weight: 1, arbitrary: awkward },
  ),
  { maxKeys: 3 },
);
const amount = (...values: [string, ...string[]]) => fc.constantFrom(...values, null);
const storage = { 'ephemeral-storage': amount('1Gi', '500M'), 'example.com/gpu': amount('1') };
export const resources = fc.record(
  {
    requests: fc.record(
      { cpu: amount('10m', '1', '0.5'), memory: amount('16Mi', '32Mi', '2e7', '0.02G'), ...storage },
      { requiredKeys: [] },
    ),
    limits: fc.record({ cpu: amount('3', '4000m'), memory: amount('8Gi', '9Gi'), ...storage }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);
export const tolerations = fc.array(
  fc.oneof(
    fc.record({ key: label, operator: one('Exists'), effect: one('NoSchedule', 'NoExecute') }),
    fc.record({ key: label, value: label, effect: one('PreferNoSchedule') }),
    one({ operator: 'Exists' as const }, { key: 'a', effect: 'NoExecute' as const, tolerationSeconds: 0 }),
  ),
  { maxLength: 2 },
);
export const selector = fc.record(
  {
    matchLabels: fc.dictionary(keys, label, { minKeys: 1, maxKeys: 2 }),
    matchExpressions: fc.tuple(
      fc.record({ key: keys, operator: one('In', 'NotIn'), values: fc.array(label, { minLength: 1, maxLength: 2 }) }),
    ),
  },
  { requiredKeys: ['matchLabels'] },
);
const term = fc.record({ topologyKey: label, labelSelector: selector });
export const affinity = fc.oneof(
  label.map(key => ({
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'Gt' as const, values: ['0123'] }] }],
      },
    },
  })),
  term.map(podAffinityTerm => ({
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm }],
      requiredDuringSchedulingIgnoredDuringExecution: [podAffinityTerm],
    },
  })),
);
export const spread = fc.array(
  fc.record(
    {
      maxSkew: fc.integer({ min: 1, max: 3 }),
      topologyKey: label,
      whenUnsatisfiable: one('ScheduleAnyway', 'DoNotSchedule'),
      labelSelector: selector,
      matchLabelKeys: fc.tuple(label),
      minDomains: one(2),
      nodeTaintsPolicy: one('Honor'),
    },
    { requiredKeys: ['maxSkew', 'topologyKey', 'whenUnsatisfiable'] },
  ),
  { maxLength: 2 },
);
export const seccompProfile = one(
  { type: 'RuntimeDefault' } as const,
  { type: 'Unconfined' } as const,
  { type: 'Localhost', localhostProfile: 'a.json' } as const,
);
export const seLinuxOptions = one({ level: 's0' }, { type: 'custom_t' }, { level: 's0:c1,c2', user: 'u', role: 'r' });
export const image = {
  image: one('renamed', 'mirror.example.com:5000/i', `mirror.example.com/i@sha256:${'c'.repeat(64)}`),
  hub: one('mirror.example.com/istio', 'localhost:5000', '0123'),
  tag: one('patched', '1.5', '0123', '1e3'),
  variant: one('debug', 'distroless', '0123'),
};
export const extra = {
  volumes: one(
    [{ name: 'extra', emptyDir: {} }],
    [{ name: 'extra', configMap: { name: '0123', items: [{ key: 'n', path: 'a b' }], optional: true } }],
  ),
  volumeMounts: one([{ name: 'extra', mountPath: '/extra' }], [{ name: 'extra', mountPath: '/a', subPath: 'n' }]),
};
export const pullPolicy = one('Always', 'Never', 'IfNotPresent');
export const percentage = fc.integer({ min: 1, max: 100 });
