import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  endBackground,
  ensureBackground,
  runningBackground,
} from '../../../../scripts/bootstrap/load-balancer/background';
import { provideLoadBalancer } from '../../../../scripts/bootstrap/load-balancer/load-balancer';
import { kindPool, needsLoadBalancer, upperEnd } from '../../../../scripts/bootstrap/load-balancer/pool';
import type { LoadBalancer, UpOptions } from '../../../../scripts/bootstrap/options';
import { planTopology } from '../../../../scripts/bootstrap/plan/plan';
import { type Answer, answering } from '../../../support/bootstrap/answers';
import { testSession } from '../../../support/bootstrap/session';

const state = mkdtempSync(join(tmpdir(), 'ambient-balancer-'));
afterAll(() => rmSync(state, { recursive: true }));

const DOCKER = JSON.stringify([
  { IPAM: { Config: [{ Subnet: 'fc00:f853:ccd:e793::/64' }, { Subnet: '172.18.0.0/16' }] } },
]);

const provided = async (loadBalancer: LoadBalancer, answers: Readonly<Record<string, Answer>>, env = {}) => {
  const { run } = answering(answers);
  const { session, lines } = testSession({ state, run });
  const variables = await provideLoadBalancer({ ...session, env }, { loadBalancer } as UpOptions, 'docker');
  return { variables, lines };
};

describe('addresses for LoadBalancers on kind', () => {
  it('are of the network that kind really has, as docker and podman tell it', async () => {
    const { session } = testSession({ state, run: answering({ 'docker network inspect kind': DOCKER }).run });
    expect(await kindPool(session, 'docker')).toBe('172.18.255.201-172.18.255.250');
    const podman = JSON.stringify([{ subnets: [{ subnet: '10.89.0.0/24' }] }]);
    const other = testSession({ state, run: answering({ 'podman network inspect kind': podman }).run });
    expect(await kindPool(other.session, 'podman')).toBe('10.89.0.201-10.89.0.250');
  });

  it('are handed to the topology, unless the user names some', async () => {
    const answers = { 'docker network inspect kind': DOCKER };
    expect((await provided('metallb', answers)).variables).toEqual({ METALLB_POOL: '172.18.255.201-172.18.255.250' });
    expect((await provided('metallb', answers, { METALLB_POOL: '10.0.0.0/28' })).variables).toEqual({
      METALLB_POOL: '10.0.0.0/28',
    });
    expect(await provided('none', {})).toEqual({ variables: {}, lines: [] });
  });

  it('come to be the pool of a topology', async () => {
    const pool = upperEnd('172.19.0.0/16') as '172.19.255.201-172.19.255.250';
    const { objects } = await planTopology('home-lab', 'dist', { addressPool: { addresses: [pool] } });
    const [found] = objects.filter(({ kind }) => kind === 'IPAddressPool');
    expect(found.spec.addresses).toEqual([pool]);
    expect(needsLoadBalancer({ objects })).toBe(true);
  });

  it('fails where cloud-provider-kind is wanted and not there', async () => {
    await expect(provided('cloud-provider-kind', {})).rejects.toThrow(
      'error AMB933: cloud-provider-kind is not installed\n' +
        '  cure: go install sigs.k8s.io/cloud-provider-kind@latest, or use MetalLB',
    );
  });
});

test('a program in the background is started once, found again by its number and its words, and ended', async () => {
  const { session, lines } = testSession({ state });
  const program = { name: 'sleeper', tool: 'sleep', args: ['86399'] };
  ensureBackground(session, program);
  ensureBackground(session, program);
  const [running, ...others] = runningBackground(session);
  expect({ ...running, pid: 0 }).toEqual({ ...program, pid: 0 });
  expect(others).toEqual([]);
  endBackground(session);
  expect(lines).toEqual(['   in the background: sleep 86399', '   ended sleeper']);
  expect(runningBackground(session)).toEqual([]);
});
