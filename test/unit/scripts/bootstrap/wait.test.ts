import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LiveObject } from '../../../../scripts/bootstrap/kubectl/live-object';
import { patienceFor } from '../../../../scripts/bootstrap/kubectl/transient';
import { waitForObjects } from '../../../../scripts/bootstrap/wait/objects';
import { reasonOf } from '../../../../scripts/bootstrap/wait/pod-reasons';
import { READY_AT_ONCE, route } from '../../../../scripts/bootstrap/wait/readiness';
import { type Answer, answering } from '../../../support/bootstrap/answers';
import { testSession } from '../../../support/bootstrap/session';

const state = mkdtempSync(join(tmpdir(), 'ambient-wait-'));
afterAll(() => rmSync(state, { recursive: true }));

const object = (kind: string, spec: object, status: object, apiVersion = 'apps/v1'): LiveObject =>
  ({ apiVersion, kind, metadata: { name: 'web', namespace: 'app', generation: 2 }, spec, status }) as LiveObject;
const pod = (status: object): LiveObject => object('Pod', {}, status, 'v1');

describe('a pod that is not ready', () => {
  const waiting = (reason: string, message?: string) => ({
    containerStatuses: [{ name: 'page', ready: false, state: { waiting: { reason, message } } }],
  });
  it.each<[string, object, string]>([
    [
      'has no node',
      {
        conditions: [
          { type: 'PodScheduled', status: 'False', message: '0/1 nodes are available: Insufficient memory' },
        ],
      },
      'not scheduled: 0/1 nodes are available: Insufficient memory',
    ],
    [
      'has no image',
      waiting('ImagePullBackOff', 'Back-off pulling image "nginx:none"'),
      'container page: ImagePullBackOff: Back-off pulling image "nginx:none"',
    ],
    ['crashes', waiting('CrashLoopBackOff'), 'container page: CrashLoopBackOff'],
    [
      'has ended',
      { containerStatuses: [{ name: 'page', state: { terminated: { exitCode: 3 } }, restartCount: 1 }] },
      'container page: ended with code 3, started 2 times',
    ],
    [
      'runs and does not answer',
      { containerStatuses: [{ name: 'page', ready: false, state: {} }] },
      'container page not ready yet',
    ],
    ['was not seen', {}, 'not seen by its node yet'],
  ])('%s', (_, status, why) => expect(reasonOf(pod(status))).toBe(why));
});

describe('what comes next waits', () => {
  const seen = { observedGeneration: 2 };
  it.each<[string, LiveObject, string | undefined]>([
    [
      'until the last change was seen',
      object('Deployment', {}, { observedGeneration: 1 }),
      'its controller has not seen the last change',
    ],
    [
      'for every replica',
      object('Deployment', { replicas: 3 }, { ...seen, updatedReplicas: 3, availableReplicas: 2 }),
      '2 of 3 pods available',
    ],
    [
      'until old pods are gone',
      object('Deployment', {}, { ...seen, updatedReplicas: 1, replicas: 2 }),
      'pods of the version before are still there',
    ],
    [
      'no longer',
      object('Deployment', {}, { ...seen, updatedReplicas: 1, replicas: 1, availableReplicas: 1 }),
      undefined,
    ],
    [
      'for every node',
      object('DaemonSet', {}, { ...seen, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1 }),
      'ready on 1 of 2 nodes',
    ],
    [
      'for the newest pods on every node',
      object('DaemonSet', {}, { ...seen, desiredNumberScheduled: 2, updatedNumberScheduled: 1 }),
      'made on 1 of 2 nodes',
    ],
    ['for some node', object('DaemonSet', {}, seen), 'no node takes its pods'],
    ['for every pod in its order', object('StatefulSet', { replicas: 2 }, seen), '0 of 2 pods ready'],
    [
      'for conditions of what is, not of what was',
      object(
        'Certificate',
        {},
        { conditions: [{ type: 'Ready', status: 'True', observedGeneration: 1 }] },
        'cert-manager.io/v1',
      ),
      'its controller has not seen the last change',
    ],
  ])('%s', (_, found, why) => {
    const group = found.apiVersion.split('/')[0];
    expect(READY_AT_ONCE[`${found.kind}.${group}`](found)).toBe(why);
  });

  it('for every parent of a route', () => {
    const parents = [{ name: 'a' }, { name: 'b' }];
    const said = (status: string) => [
      { type: 'Accepted', status, reason: 'Why' },
      { type: 'ResolvedRefs', status: 'True', reason: 'ResolvedRefs' },
    ];
    const of = (...statuses: string[]) =>
      route(
        object(
          'HTTPRoute',
          { parentRefs: parents },
          { parents: statuses.map((status, index) => ({ parentRef: parents[index], conditions: said(status) })) },
        ),
      );
    expect(of('True')).toBe('answered by 1 of 2 parents');
    expect(of('True', 'False')).toBe('b: Accepted is False (Why)');
    expect(of('True', 'True')).toBeUndefined();
  });
});

describe('a wait that takes too long', () => {
  const deployment = object(
    'Deployment',
    { replicas: 1, selector: { matchLabels: { app: 'web' } } },
    { observedGeneration: 2, updatedReplicas: 1 },
  );
  const crashed = {
    ...pod({
      containerStatuses: [
        { name: 'page', ready: false, restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff' } } },
      ],
    }),
    metadata: { name: 'web-1', namespace: 'app' },
  };
  const wait = async (answers: Readonly<Record<string, Answer>>) => {
    const { run } = answering(answers);
    const { session } = testSession({ state, run, options: { timeout: 0 } });
    return waitForObjects(session, 'apps', [deployment], READY_AT_ONCE).then(
      () => 'no error',
      (error: Error) => `\n${error.message}\n`,
    );
  };

  it('says what, why, and the last words of the pod', async () => {
    expect(
      await wait({
        'kubectl --context lab get -f': JSON.stringify(deployment),
        'kubectl --context lab get pods': JSON.stringify({ kind: 'PodList', items: [crashed] }),
        'kubectl --context lab logs -n app web-1 -c page --tail=3 --previous': 'reading page.html\nno such file\n',
      }),
    ).toMatchInlineSnapshot(`

error AMB941: Deployment app/web is not ready after 0 s: 0 of 1 pods available
    pod web-1: container page: CrashLoopBackOff
      page | reading page.html
      page | no such file
  cure: mend what it names (docs/bootstrap.md, "When a wait ends"), then run the same command again

`);
  });

  it('says why no pod is made', async () => {
    const events = {
      kind: 'EventList',
      items: [{ message: 'pods "web-1" is forbidden: violates PodSecurity "restricted:latest"' }],
    };
    expect(
      await wait({
        'kubectl --context lab get -f': JSON.stringify(deployment),
        'kubectl --context lab get pods': '{"kind": "PodList", "items": []}',
        'kubectl --context lab get events': JSON.stringify(events),
      }),
    ).toMatchInlineSnapshot(`

error AMB941: Deployment app/web is not ready after 0 s: 0 of 1 pods available
    no pod is made: pods "web-1" is forbidden: violates PodSecurity "restricted:latest"
  cure: mend what it names (docs/bootstrap.md, "When a wait ends"), then run the same command again

`);
  });
});

test.each([
  ['The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?', 120],
  ['Error from server (InternalError): failed calling webhook "v.cert-manager.io": connect: no route', 90],
  ['error: resource mapping not found: no matches for kind "Gateway" in version "v1"', 20],
  ['Error from server (NotFound): namespaces "x" not found', 0],
  ['The Deployment "web" is invalid: spec.selector: Invalid value: field is immutable', 0],
])('kubectl is called again after "%s" for %i seconds', (stderr, seconds) => expect(patienceFor(stderr)).toBe(seconds));
