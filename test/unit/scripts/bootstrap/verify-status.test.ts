import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../../lib/core/object-index';
import { GATEWAY_API } from '../../../../scripts/bootstrap/plan/gateways';
import { gateways } from '../../../../scripts/bootstrap/verify/checks/gateways';
import { routes } from '../../../../scripts/bootstrap/verify/checks/routes';
import { waypoints } from '../../../../scripts/bootstrap/verify/checks/waypoints';
import { describeWithShared, readShared, SHARED } from '../../../support/shared';
import { readable, verifyContext } from '../../../support/verify/context';

type Outcomes = Readonly<Record<string, readonly [string, string]>>;

/** What a running istiod said of an object; see reference/README.md beside the project. */
interface Recorded {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly refused?: boolean;
  readonly conditions?: Outcomes;
  readonly listeners?: Readonly<Record<string, { readonly conditions: Outcomes }>>;
  readonly parents?: readonly { readonly conditions: Outcomes; readonly parentRef: object }[];
}

const toConditions = (outcomes: Outcomes = {}) =>
  Object.entries(outcomes).map(([type, [status, reason]]) => ({ type, status, reason }));
const isTrue = (outcomes: Outcomes | undefined, ...types: string[]) =>
  types.every(type => outcomes?.[type]?.[0] === 'True');

/** The object as the cluster has it, with what istiod said of it; Gateways are Programmed, which was not recorded. */
function toLive(object: KubeObject, { conditions, listeners, parents }: Recorded): KubeObject {
  const programmed = object.kind === 'Gateway' ? [{ type: 'Programmed', status: 'True' }] : [];
  const status = {
    conditions: [...toConditions(conditions), ...programmed],
    listeners: Object.entries(listeners ?? {}).map(([name, one]) => ({
      name,
      conditions: toConditions(one.conditions),
    })),
    parents: (parents ?? []).map(one => ({ parentRef: one.parentRef, conditions: toConditions(one.conditions) })),
  };
  return { ...object, status };
}

describeWithShared('what istiod said of 150 configurations', () => {
  const folder = join('reference', 'attachment');
  const recorded = join(SHARED, folder);
  const cases = (existsSync(recorded) ? readdirSync(recorded) : [])
    .filter(file => file.endsWith('.json'))
    .map(file => file.replace('.json', ''));

  const seen = cases.map(name => {
    const recorded = JSON.parse(readShared(folder, `${name}.json`)) as Recorded[];
    const said = ({ kind, metadata }: KubeObject) =>
      recorded.find(
        one => one.kind === kind && one.name === metadata.name && one.namespace === (metadata.namespace ?? 'default'),
      );
    const all = parseAllDocuments(readShared(folder, `${name}.yaml`)).flatMap(
      one => (one.toJS() as KubeObject | null) ?? [],
    );
    const objects = all.filter(object => said(object)?.refused !== true);
    const live = (kind: string) =>
      objects.filter(object => object.kind === kind).map(object => toLive(object, said(object) ?? ({} as Recorded)));
    const group = 'gateway.networking.k8s.io';
    const context = verifyContext({
      objects,
      live: {
        services: live('Service'),
        [`gateways.${group}`]: live('Gateway'),
        [`httproutes.${group}`]: live('HTTPRoute'),
        [`grpcroutes.${group}`]: live('GRPCRoute'),
        [`tlsroutes.${group}`]: live('TLSRoute'),
        [`tcproutes.${group}`]: live('TCPRoute'),
      },
    });
    return { name, objects, said, context };
  });

  const subject = ({ kind, metadata }: KubeObject) => `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`;
  const ofKinds = (objects: readonly KubeObject[], ...kinds: string[]) =>
    objects.filter(({ kind }) => kinds.includes(kind));

  test('is what check gateways finds: each holds where istiod accepts it with all of its listeners, and only there', async () => {
    const found = { holds: 0, fails: 0 };
    for (const { objects, said, context } of seen) {
      const expected = ofKinds(objects, 'Gateway')
        .filter(({ spec }) => spec.gatewayClassName !== 'istio-waypoint')
        .map(object => {
          const { conditions, listeners } = said(object) ?? {};
          const sound = Object.values(listeners ?? {}).every(one => isTrue(one.conditions, 'Accepted', 'ResolvedRefs'));
          return [subject(object), isTrue(conditions, 'Accepted') && sound];
        });
      const outcomes = await gateways.run(context);
      expect(outcomes.map(outcome => [outcome.subject, outcome.ok])).toEqual(expected);
      for (const { ok } of outcomes) found[ok ? 'holds' : 'fails']++;
    }
    expect(found.holds).toBeGreaterThan(50);
    expect(found.fails).toBeGreaterThan(20);
  });

  test('is what check routes finds: each holds where every parent accepts it and finds its backends, and only there', async () => {
    const found = { holds: 0, fails: 0 };
    for (const { objects, said, context } of seen) {
      const wanted = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].flatMap(kind => ofKinds(objects, kind));
      const expected = wanted.map(object => {
        const parents = said(object)?.parents ?? [];
        const all = parents.length >= (object.spec.parentRefs ?? []).length;
        return [subject(object), all && parents.every(one => isTrue(one.conditions, 'Accepted', 'ResolvedRefs'))];
      });
      const outcomes = await routes.run(context);
      expect(outcomes.map(outcome => [outcome.subject, outcome.ok])).toEqual(expected);
      for (const { ok } of outcomes) found[ok ? 'holds' : 'fails']++;
    }
    expect(found.holds).toBeGreaterThan(30);
    expect(found.fails).toBeGreaterThan(50);
  });

  test('is what check waypoints finds of Services that ask for one', async () => {
    const found = { holds: 0, fails: 0 };
    for (const { objects, said, context } of seen) {
      const services = new Map(ofKinds(objects, 'Service').map(object => [subject(object), said(object)?.conditions]));
      for (const outcome of (await waypoints.run(context)).filter(one => one.subject.startsWith('Service '))) {
        expect([outcome.subject, outcome.ok]).toEqual([
          outcome.subject,
          isTrue(services.get(outcome.subject), 'istio.io/WaypointBound'),
        ]);
        found[outcome.ok ? 'holds' : 'fails']++;
      }
    }
    expect(found.holds).toBeGreaterThan(0);
    expect(found.fails).toBeGreaterThan(10);
  });
});

describe('a waypoint', () => {
  const waypoint = (conditions: object[]): KubeObject => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'waypoint', namespace: 'app' },
    spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
    status: { conditions },
  });
  const accepted = { type: 'Accepted', status: 'True', reason: 'Accepted' };
  const programmed = (status: string, reason: string) => ({ type: 'Programmed', status, reason });
  const look = async (live: readonly KubeObject[]) => {
    const context = verifyContext({ objects: [waypoint([])], live: { [`gateways.${GATEWAY_API}`]: live } });
    return readable(await waypoints.run(context));
  };

  test('is found Programmed', async () => {
    expect(await look([waypoint([accepted, programmed('True', 'Programmed')])])).toEqual([
      'holds Gateway app/waypoint: is Programmed',
    ]);
  });

  test('fails where it is not Programmed, or not there', async () => {
    expect(await look([waypoint([accepted, programmed('False', 'AddressNotAssigned')])])).toEqual([
      'FAILS Gateway app/waypoint: Programmed is False (AddressNotAssigned)',
    ]);
    expect(await look([])).toEqual(['FAILS Gateway app/waypoint: it is not there']);
  });
});
