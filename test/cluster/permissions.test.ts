import { App } from '../../lib/rules/app';
import { intranetInternet } from '../../lib/topologies/intranet-internet';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { readShared } from '../support/shared';

const ACCOUNT = 'system:serviceaccount:istio-system:istiod';
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'escalate'];

/** One thing that an account may do; `namespace` is absent where it may do so everywhere. */
interface Grant {
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly verb: string;
  readonly namespace?: string;
}

interface Rule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
}

/** What the official charts grant to istiod, one entry for each group, resource and verb. */
function grantsOfReference(): Grant[] {
  const objects = JSON.parse(readShared('reference', 'charts', '1.31', 'ambient-default.json'));
  const bound = objects.filter(
    (object: { roleRef?: unknown; subjects?: { name: string }[] }) =>
      object.roleRef && object.subjects?.some(({ name }) => name === 'istiod'),
  );
  return bound.flatMap(
    ({
      roleRef,
      metadata: { namespace },
    }: {
      roleRef: { kind: string; name: string };
      metadata: { namespace?: string };
    }) => {
      const { rules } = objects.find(
        (object: { kind: string; metadata: { name: string } }) =>
          object.kind === roleRef.kind && object.metadata.name === roleRef.name,
      );
      return rules.flatMap((rule: Rule) => expand(rule, namespace));
    },
  );
}

const expand = ({ apiGroups, resources, verbs }: Rule, namespace?: string): Grant[] =>
  apiGroups.flatMap(group =>
    resources.flatMap(name => {
      const [resource, subresource] = name.split('/');
      return verbs.map(verb => ({ group, resource, subresource, verb, namespace }));
    }),
  );

/** Whether the reference grants it, by one of its entries or by a wildcard. */
const isGranted = (all: Grant[], { group, resource, subresource, verb, namespace }: Grant) =>
  all.some(
    grant =>
      grant.group === group &&
      (grant.resource === '*' || (grant.resource === resource && grant.subresource === subresource)) &&
      (grant.verb === verb || grant.verb === '*') &&
      (grant.namespace === undefined || grant.namespace === namespace),
  );

/** Something next to a grant that is not granted: another verb, else another resource, else another group. */
function neighbour(all: Grant[], grant: Grant): Grant {
  const candidates = [
    ...VERBS.map(verb => ({ ...grant, verb })),
    { ...grant, resource: `${grant.resource}x` },
    { ...grant, group: `x${grant.group}` },
  ];
  const found = candidates.find(candidate => !isGranted(all, candidate));
  if (!found) throw new Error(`no neighbour of ${JSON.stringify(grant)}`);
  return found;
}

/** What `kubectl auth can-i --as` asks, for many grants in one call. */
function canI(lab: Lab, grants: Grant[]): Grant[] {
  const items = grants.map(({ namespace, ...resourceAttributes }) => ({
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    metadata: {},
    spec: { resourceAttributes: { ...resourceAttributes, namespace } },
  }));
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const print = 'jsonpath={.status.allowed}{"\\n"}';
  const answers = lab
    .kubectl(['create', '--as', ACCOUNT, '--validate=false', '-o', print, '-f', '-'], list)
    .split('\n');
  expect(answers).toHaveLength(grants.length + 1);
  return grants.filter((_, index) => answers[index] === 'true');
}

describeWithLab("istiod's account", () => {
  const grants = grantsOfReference();
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab();
    const app = new App();
    intranetInternet(app);
    const objects = app.synthesized().files.flatMap(file => file.objects);
    lab.kubectl(
      ['apply', '--server-side', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }),
    );
  }, LAB_START_MS);

  afterAll(() => lab?.down());

  test('kubectl auth can-i answers as the list below does', () => {
    const ask = (verb: string, resource: string) =>
      lab.attempt(['auth', 'can-i', verb, resource, '--as', ACCOUNT, '-A']).stdout.trim();
    expect([ask('patch', 'deployments.apps'), ask('deletecollection', 'deployments.apps')]).toEqual(['yes', 'no']);
  });

  test('may do everything that the official charts grant', () => {
    expect(grants.length).toBeGreaterThan(150);
    const allowed = new Set(canI(lab, grants));
    expect(grants.filter(grant => !allowed.has(grant))).toEqual([]);
  });

  test('may not do what lies next to each grant', () => {
    expect(
      canI(
        lab,
        grants.map(grant => neighbour(grants, grant)),
      ),
    ).toEqual([]);
  });

  test('may do in its own namespace alone what is granted there', () => {
    const local = grants.filter(({ namespace }) => namespace !== undefined);
    const elsewhere = local.map(grant => ({ ...grant, namespace: 'app1-ns' }));
    expect(
      canI(
        lab,
        elsewhere.filter(grant => !isGranted(grants, grant)),
      ),
    ).toEqual([]);
  });
});
