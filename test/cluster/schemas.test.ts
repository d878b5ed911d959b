import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CRDS, describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { kubeconform, schemasFrom } from '../support/schemas';

/** A made-up kind with all that a structural schema can say about fields that it does not state. */
const TOOL = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: tools.example.com}
spec:
  group: example.com
  scope: Cluster
  names: {kind: Tool, plural: tools}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          apiVersion: {type: string}
          kind: {type: string}
          metadata: {type: object}
          spec:
            type: object
            properties:
              size: {x-kubernetes-int-or-string: true}
              free: {type: object, x-kubernetes-preserve-unknown-fields: true}
              none: {type: object}
              empty: {type: string, nullable: true}
              labels: {type: object, additionalProperties: {type: string}}
              object: {type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true}
              above: {type: integer, minimum: 0, exclusiveMinimum: true}
              either:
                type: object
                oneOf: [{required: [a]}, {required: [b]}]
                properties: {a: {type: string}, b: {type: string}}
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: page, labels: {app: page}}
spec:
  replicas: 2
  selector: {matchLabels: {app: page}}
  strategy: {rollingUpdate: {maxSurge: 25%, maxUnavailable: 0}}
  template:
    metadata: {labels: {app: page}}
    spec:
      volumes: [{name: empty, emptyDir: {}}]
      containers:
      - name: page
        image: docker.io/library/nginx:1.29
        resources: {requests: {cpu: 1, memory: 16Mi}}
        readinessProbe: {httpGet: {port: http, path: /}}
`;
const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: page}
spec:
  parentRefs: [{name: gateway, sectionName: http}]
  rules: [{backendRefs: [{name: page, port: 80}]}]
`;
const STICKY = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: page}
spec: {host: page, trafficPolicy: {loadBalancer: {consistentHash: {httpCookie: {name: page, ttl: 0s}}}}}
`;
const tool = (spec: string) => `apiVersion: example.com/v1\nkind: Tool\nmetadata: {name: saw}\nspec: {${spec}}\n`;

const ACCEPTED: readonly string[] = [
  DEPLOYMENT,
  ROUTE,
  STICKY,
  'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: page}\ndata: {page: text}\n',
  'apiVersion: v1\nkind: Service\nmetadata: {name: page}\nspec: {ports: [{port: 80, targetPort: http}]}\n',
  tool('size: 1, free: {any: [thing]}, none: {}, empty: null, above: 1, either: {a: x}'),
  tool('size: 1G, labels: {any: thing}, object: {apiVersion: v1, kind: Any, metadata: {name: x}, data: {}}'),
];

/** What is refused: a manifest with one fault in it, and what kubeconform says of it. */
const REFUSED: readonly (readonly [fault: string, manifest: string, complaint: string])[] = [
  ['an unknown field in a Deployment', DEPLOYMENT.replace('replicas', 'replica'), "additional properties 'replica'"],
  ['an unknown field deep in it', DEPLOYMENT.replace('path: /', 'paht: /'), "additional properties 'paht'"],
  ['an unknown field in metadata', ROUTE.replace('{name: page}', '{name: page, lables: {}}'), "properties 'lables'"],
  ['an unknown field in an HTTPRoute', ROUTE.replace('sectionName', 'section'), "additional properties 'section'"],
  ['an unknown field in a DestinationRule', STICKY.replace('ttl', 'tll'), "additional properties 'tll'"],
  ['a wrong type in a Deployment', DEPLOYMENT.replace('replicas: 2', 'replicas: "2"'), 'got string, want'],
  ['a wrong type in an HTTPRoute', ROUTE.replace('port: 80', 'port: http'), 'got string, want integer'],
  ['a number out of range', ROUTE.replace('port: 80', 'port: 65536'), 'maximum: got 65,536, want 65,535'],
  [
    'a value outside an enumeration',
    DEPLOYMENT.replace('image:', 'imagePullPolicy: Sometimes\n        image:'),
    'one of',
  ],
  ['a missing field', ROUTE.replace('name: gateway, ', ''), "missing property 'name'"],
  ['an unknown kind', ROUTE.replace('HTTPRoute', 'HTTPRoad'), 'could not find schema for HTTPRoad'],
  [
    'a version that is not served',
    ROUTE.replace('k8s.io/v1', 'k8s.io/v1alpha2'),
    'could not find schema for HTTPRoute',
  ],
  ['a field in an object that states none', tool('none: {any: thing}'), "additional properties 'any'"],
  ['another type than integer or string', tool('size: true'), 'got boolean, want integer'],
  ['a label that is not text', tool('labels: {any: 1}'), 'got number, want string'],
  ['the exclusive minimum', tool('above: 0'), 'exclusiveMinimum: got 0'],
  ['both of two alternatives', tool('either: {a: x, b: y}'), 'oneOf'],
  ['an unknown field beside alternatives', tool('either: {a: x, c: y}'), "additional properties 'c'"],
];

/** What is refused though the API server never sees it: kubectl drops it on the way. */
const REFUSED_HERE_ONLY: typeof REFUSED = [
  ['a key that stands twice', `${ROUTE}kind: HTTPRoute\n`, 'key "kind" already set'],
  ['null where it may not be', tool('above: null'), 'got null, want integer'],
];

describeWithLab('kubeconform with schemas of the API server and the CRDs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  const schemas = join(folder, 'schemas');
  let lab: Lab;
  let count = 0;

  /** A new folder with the manifests, one file each. */
  function manifests(texts: readonly string[]): string {
    count += 1;
    const path = join(folder, `manifests-${count}`);
    mkdirSync(path);
    for (const [index, text] of texts.entries()) writeFileSync(join(path, `${index}.yaml`), text);
    return path;
  }

  beforeAll(async () => {
    const crds = [...DEFAULT_CRDS, manifests([TOOL])];
    lab = await startLab({ crds });
    schemasFrom(lab.kubeconfig, crds, schemas);
  }, LAB_START_MS);

  afterAll(() => {
    lab?.down();
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes what the API server takes', () => {
    const path = manifests(ACCEPTED);
    expect(kubeconform(path, schemas)).toEqual({
      valid: ACCEPTED.length,
      invalid: 0,
      errors: 0,
      skipped: 0,
      complaints: [],
    });
    expect(lab.attempt(['apply', '--dry-run=server', '--validate=strict', '-f', path])).toMatchObject({ code: 0 });
  });

  it.each([...REFUSED, ...REFUSED_HERE_ONLY])('fails on %s', (_, manifest, complaint) => {
    const { valid, skipped, complaints } = kubeconform(manifests([manifest]), schemas);
    expect({ valid, skipped, complaints }).toEqual({
      valid: 0,
      skipped: 0,
      complaints: [expect.stringContaining(complaint)],
    });
  });

  it.each(REFUSED)('refuses %s as the API server does', (_, manifest) => {
    expect(lab.attempt(['apply', '--dry-run=server', '--validate=strict', '-f', '-'], manifest)).toMatchObject({
      code: 1,
    });
  });
});
