import type { KubeObject } from '../../../../lib/core/object-index';
import { applySet, groupKindOf, PART_OF } from '../../../../scripts/bootstrap/apply-set/apply-set';
import { parseRefusals } from '../../../../scripts/bootstrap/apply-set/conflicts';
import { isForeign } from '../../../../scripts/bootstrap/apply-set/foreign';
import { prepare } from '../../../../scripts/bootstrap/apply-set/prepare';
import type { LiveObject } from '../../../../scripts/bootstrap/kubectl/live-object';

const set = applySet('tools');
const object = (kind: string, name: string, more: object = {}): KubeObject => ({
  apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1',
  kind,
  metadata: { name, namespace: 'app', ...more },
});

describe('the id of a set', () => {
  it('is the hash of its parent, as the specification has it', () => {
    // printf tools.default.ConfigMap. | openssl dgst -sha256 -binary | base64
    expect(set.id).toBe('applyset-RC5-J1yfYsqEvBE2bVim2dxj8JE0YoiYS0-2Mz8d4lU-v1');
    expect(set.id.length).toBeLessThanOrEqual(63);
  });

  it('names kinds with their group', () => {
    expect([object('Deployment', 'a'), object('Service', 'a')].map(groupKindOf)).toEqual([
      'Deployment.apps',
      'Service',
    ]);
  });
});

describe('what is applied', () => {
  const wanted = [object('Service', 'new'), object('Service', 'ours'), object('Service', 'theirs')];
  const live = [
    object('Service', 'ours', { labels: { [PART_OF]: set.id } }),
    object('Service', 'theirs', { labels: { [PART_OF]: applySet('other').id } }),
  ] as LiveObject[];

  it('carries the label where it is new or ours, and not where somebody else made it', () => {
    const { objects, adopted } = prepare(set, wanted, live);
    expect(objects.map(({ metadata }) => metadata.labels?.[PART_OF])).toEqual([set.id, set.id, undefined]);
    expect(adopted).toEqual([wanted[2]]);
  });

  const webhook = (failurePolicy: string): KubeObject => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'validator' },
    webhooks: [{ name: 'validate.example.com', failurePolicy, sideEffects: 'None' }],
  });
  const owned = (manager: string): LiveObject => ({
    ...webhook('Fail'),
    metadata: {
      name: 'validator',
      labels: { [PART_OF]: set.id },
      managedFields: [
        { manager, fieldsV1: { 'f:webhooks': { 'k:{"name":"validate.example.com"}': { 'f:failurePolicy': {} } } } },
      ],
    },
  });

  it('leaves the failure policy of a webhook to istiod once istiod has set it, and to nobody else', () => {
    const policyBeside = (manager: string) =>
      prepare(set, [webhook('Ignore')], [owned(manager)]).objects[0].webhooks[0].failurePolicy;
    expect(policyBeside('pilot-discovery')).toBeUndefined();
    expect(policyBeside('kubectl-edit')).toBe('Ignore');
    expect(prepare(set, [webhook('Ignore')], []).objects[0].webhooks[0].failurePolicy).toBe('Ignore');
  });
});

/** As kubectl 1.34 prints it. */
const ADVICE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

describe('what an apply was refused', () => {
  const objects = [
    object('ConfigMap', 'a'),
    object('Deployment', 'b'),
    object('ConfigMap', 'c'),
    object('Service', 'd'),
  ];
  const stdout = 'configmap/a serverside-applied\nconfigmap/c serverside-applied\n';
  const conflicts = `error: Apply failed with 2 conflicts: conflicts with "kubectl-client-side-apply" using apps/v1:
- .spec.replicas
- .spec.paused
${ADVICE}
Apply failed with 1 conflict: conflict with "helm" using v1: .spec.type
${ADVICE}
`;

  it('is told by object, manager and field', () => {
    expect(parseRefusals(objects, stdout, conflicts)).toEqual({
      refused: [objects[1], objects[3]],
      conflicts: [
        {
          object: 'Deployment app/b',
          manager: 'kubectl-client-side-apply',
          fields: ['.spec.replicas', '.spec.paused'],
        },
        { object: 'Service app/d', manager: 'helm', fields: ['.spec.type'] },
      ],
      others: '',
    });
  });

  it('keeps complaints of another kind apart', () => {
    const { others } = parseRefusals(objects, stdout, `${conflicts}Error from server (Forbidden): no\n`);
    expect(others).toBe('Error from server (Forbidden): no');
  });
});

describe('an object in a namespace that is to go', () => {
  const by = (...managers: string[]) =>
    ({
      ...object('ConfigMap', 'notes'),
      metadata: { name: 'notes', managedFields: managers.map(manager => ({ manager })) },
    }) as LiveObject;

  it('is foreign when somebody other than the cluster and the mesh wrote it', () => {
    expect(isForeign(by('kubectl-create'))).toBe(true);
    expect(isForeign(by('pilot-discovery', 'kubectl-edit'))).toBe(true);
    expect(isForeign(by())).toBe(true);
  });

  it('is not foreign when the cluster, the mesh, a controller or we made it', () => {
    expect(isForeign(by('kube-controller-manager'))).toBe(false);
    expect(isForeign(by('pilot-discovery'))).toBe(false);
    expect(isForeign({ ...by(), metadata: { name: 'notes', ownerReferences: [{ kind: 'Gateway', name: 'g' }] } })).toBe(
      false,
    );
    expect(isForeign({ ...by(), metadata: { name: 'notes', labels: { [PART_OF]: set.id } } })).toBe(false);
    expect(isForeign(object('ConfigMap', 'kube-root-ca.crt') as LiveObject)).toBe(false);
  });
});
