import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { DEFAULT_VERSION } from '../../../../lib/mesh/versions';
import { identities } from '../../../../scripts/bootstrap/verify/checks/identities';
import { sockets } from '../../../../scripts/bootstrap/verify/checks/sockets';
import { sync } from '../../../../scripts/bootstrap/verify/checks/sync';
import { listeningPorts, MESH_SOCKETS } from '../../../../scripts/bootstrap/verify/mesh/sockets';
import { outOfSync, type SyncStatus } from '../../../../scripts/bootstrap/verify/mesh/sync-status';
import { parseZtunnelLog } from '../../../../scripts/bootstrap/verify/mesh/ztunnel-log';
import { AMBIENT, member, namespace, recorded, seen } from '../../../support/verify/members';

const log = parseZtunnelLog(recorded('ztunnel-log.txt'));

describe('identities, in the log of a real ztunnel', () => {
  const ztunnelLog = async () => log;
  const at = (space: string, account: string) =>
    [[namespace(space, AMBIENT)], [member(space, 'pod-1', { account })], { ztunnelLog }] as const;

  it('hold where both ends of a connection have one', async () => {
    expect(await seen(identities, ...at('bookinfo', 'bookinfo-details'))).toEqual([
      'holds pods of bookinfo: spiffe://cluster.local/ns/bookinfo/sa/bookinfo-productpage speaks to spiffe://cluster.local/ns/bookinfo/sa/bookinfo-details',
    ]);
  });

  it('fail where connections came without one, and where there were none', async () => {
    expect(await seen(identities, ...at('plain', 'bookinfo-ratings'))).toEqual([
      'FAILS pods of plain: 1 connections came without an identity',
    ]);
    expect(await seen(identities, ...at('test', 'golang-ex'))).toEqual([
      'FAILS pods of test: the logs of ztunnel know no connection to them',
    ]);
  });

  it('are read from text and from JSON', () => {
    expect(log[1]).toMatchObject({
      destinationNamespace: 'test',
      error:
        'connection closed due to policy rejection: explicitly denied by: istio-system/istio_converted_static_strict',
    });
    const json = {
      level: 'info',
      message: 'connection complete',
      'src.identity': 'spiffe://a',
      'dst.identity': 'spiffe://b',
    };
    expect(parseZtunnelLog(`${JSON.stringify(json)}\nnot json connection complete\n{"connection complete`)).toEqual([
      { sourceIdentity: 'spiffe://a', destinationIdentity: 'spiffe://b' },
      {},
      {},
    ]);
  });
});

describe('sockets', () => {
  it('are those that the kernel says something listens on', async () => {
    const servers = await Promise.all(
      [0, 1].map(
        () =>
          new Promise<import('node:net').Server>(done => {
            const server = createServer().listen(0, '127.0.0.1', () => done(server));
          }),
      ),
    );
    const ports = servers.map(server => (server.address() as { port: number }).port);
    const found = listeningPorts(readFileSync('/proc/net/tcp', 'utf8'));
    expect(ports.every(port => found.has(port))).toBe(true);
    for (const server of servers) await new Promise(done => server.close(done));
    const after = listeningPorts(readFileSync('/proc/net/tcp', 'utf8'));
    expect(ports.some(port => after.has(port))).toBe(false);
  });

  const line = (port: number, state = '0A') =>
    `   0: 0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 1 1 0000000000000000 100 0 0 10 0`;
  const exec = (ports: readonly number[], state?: string) => async () => ({
    code: 0,
    stdout: ['  sl  local_address rem_address   st', ...ports.map(port => line(port, state))].join('\n'),
    stderr: '',
    ms: 0,
  });
  const all = MESH_SOCKETS.map(({ port }) => port);
  const space = [namespace('app', AMBIENT)];
  const pods = [member('app', 'page-1')];

  it('hold where ztunnel listens on all of them', async () => {
    expect(await seen(sockets, space, pods, { exec: exec(all) })).toEqual([
      'holds Pod app/page-1: listens on 15001, 15006, 15008, 15053',
    ]);
  });

  it('fail where one is missing, or is a connection only, or the pod cannot be looked into', async () => {
    expect(await seen(sockets, space, pods, { exec: exec(all.slice(0, 3)) })).toEqual([
      'FAILS Pod app/page-1: does not listen on 15053 (DNS)',
    ]);
    expect((await seen(sockets, space, pods, { exec: exec(all, '01') }))[0]).toContain(
      '15001 (outbound traffic), 15006',
    );
    const none = async () => ({ code: 126, stdout: '', stderr: 'exec: "cat": executable file not found', ms: 0 });
    expect((await seen(sockets, space, pods, { exec: none }))[0]).toContain('could not be looked into');
  });
});

describe('sync', () => {
  const status = (more: Partial<SyncStatus> = {}): SyncStatus => ({
    proxy: 'ztunnel-n5bg2.istio-system',
    istio_version: DEFAULT_VERSION,
    resources: { 'type.googleapis.com/istio.workload.Address': { sent: 'n1', acked: 'n1' } },
    ...more,
  });
  const known = (statuses: readonly SyncStatus[]) => ({ syncStatus: async () => [...statuses] });

  it('holds where every ztunnel has acknowledged what it was sent last', async () => {
    expect(await seen(sync, [], [], known([status()]))).toEqual([
      `holds ztunnel-n5bg2.istio-system: is in sync, ${DEFAULT_VERSION}`,
    ]);
  });

  it.each<[string, SyncStatus, string]>([
    [
      'an older answer',
      status({ resources: { 'istio.workload.Address': { sent: 'n2', acked: 'n1' } } }),
      'Address not acknowledged',
    ],
    [
      'a refusal',
      status({ resources: { 'a.b.Cluster': { sent: 'n', acked: 'n', lastError: 'bad' } } }),
      'Cluster refused: bad',
    ],
    ['an older release', status({ istio_version: '1.30.0' }), `is 1.30.0, and the topology is ${DEFAULT_VERSION}`],
    [
      'the pairs of older releases',
      { proxy: 'g.a', cluster_sent: 'x', cluster_acked: 'y' },
      'cluster not acknowledged',
    ],
  ])('fails for %s', async (_, found, why) => {
    expect((await seen(sync, [], [], known([status(), found]))).at(-1)).toBe(`FAILS ${found.proxy}: ${why}`);
  });

  it('is read from what an istiod once told', () => {
    const [told] = JSON.parse(recorded('syncz.json')) as SyncStatus[];
    expect(outOfSync(told)).toEqual([]);
    const later = {
      ...told,
      listener_sent: 'H/Wuh8XL+DI=d59571b2-bc7b-43ec-8584-17c20769e01c',
      route_acked: undefined,
    };
    expect(outOfSync(later)).toEqual(['listener not acknowledged', 'route not acknowledged']);
  });

  it('fails for a ztunnel that istiod does not serve', async () => {
    expect(await seen(sync, [], [], known([]))).toEqual([
      'FAILS ztunnel-n5bg2.istio-system: istiod serves no such ztunnel',
    ]);
  });
});
