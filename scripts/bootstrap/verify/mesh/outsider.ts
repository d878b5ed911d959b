import { MANAGER } from '../../apply-set/apply-set';
import type { Kubectl } from '../../kubectl/kubectl';
import { problem } from '../../problems';

/** What became of a request in plain text. */
export interface Knock {
  /** Exit code of curl. */
  readonly code: number;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
}

/** The pod that comes and goes. */
export const OUTSIDER = { name: 'cdk8s-istio-ambient-outsider', namespace: 'default' };
const { name: NAME, namespace: NAMESPACE } = OUTSIDER;
const SECONDS = 5;

/** A pod that has no part in the mesh asks for each URL once, and is deleted again. */
export async function knockFromOutside(kubectl: Kubectl, image: string, urls: readonly string[]): Promise<Knock[]> {
  const remove = ['delete', 'pod', NAME, '-n', NAMESPACE, '--ignore-not-found', '--wait', '--grace-period=1'];
  await kubectl.text(remove); // one that a run before left behind
  await kubectl.text(['create', `--field-manager=${MANAGER}`, '-f', '-'], {
    input: JSON.stringify(toPod(image, urls)),
  });
  try {
    const limit = 60 + urls.length * SECONDS;
    const done = [
      'wait',
      `pod/${NAME}`,
      '-n',
      NAMESPACE,
      '--for=jsonpath={.status.phase}=Succeeded',
      `--timeout=${limit}s`,
    ];
    await kubectl.text(done, { timeoutMs: (limit + 5) * 1000 });
    const knocks = parseKnocks(await kubectl.text(['logs', NAME, '-n', NAMESPACE]));
    if (knocks.length === urls.length) return knocks;
    throw problem('AMB962', `pod ${NAME} told of ${knocks.length} of ${urls.length} requests`, 'run verify again');
  } finally {
    await kubectl.text(remove);
  }
}

/** What curl prints for each request: status and exit code. */
export function parseKnocks(log: string): Knock[] {
  return [...log.matchAll(/^(\d{3}) (\d+)$/gm)].map(([, status, code]) => ({
    status: Number(status),
    code: Number(code),
  }));
}

/** One request a URL, with curl of the proxy's image, which the nodes have already. */
export const script = (urls: readonly string[]): string[] => [
  'sh',
  '-c',
  `for url do curl --silent --output /dev/null --max-time ${SECONDS} --write-out '%{http_code} ' "$url"; echo $?; done`,
  'knock',
  ...urls,
];

function toPod(image: string, urls: readonly string[]) {
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 1337,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: NAME, namespace: NAMESPACE, labels: { 'istio.io/dataplane-mode': 'none' } },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      containers: [{ name: 'curl', image, command: script(urls), securityContext }],
    },
  };
}
