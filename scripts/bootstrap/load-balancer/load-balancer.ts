import type { Engine } from '../kind/engine';
import type { UpOptions } from '../options';
import { problem } from '../problems';
import type { Session } from '../session';
import { ensureBackground } from './background';
import { kindPool } from './pool';

export { needsLoadBalancer } from './pool';

/** The variable in which a topology finds the addresses that MetalLB may give. */
const POOL_VARIABLE = 'METALLB_POOL';

/** Sees to it that Services of type LoadBalancer get addresses on kind. @returns variables for the topology */
export async function provideLoadBalancer(
  session: Session,
  { loadBalancer }: UpOptions,
  engine: Engine,
): Promise<Readonly<Record<string, string>>> {
  if (loadBalancer === 'metallb') {
    const pool = session.env[POOL_VARIABLE] || (session.dryRun ? '' : await kindPool(session, engine));
    session.report.line(`   MetalLB may give ${pool || 'a range of the kind network'}`);
    return pool === '' ? {} : { [POOL_VARIABLE]: pool };
  }
  if (loadBalancer === 'cloud-provider-kind') {
    const found = await session.run({ tool: 'cloud-provider-kind', args: ['--help'], timeoutMs: 15_000 });
    if (found.code === 127) {
      throw problem(
        'AMB933',
        'cloud-provider-kind is not installed',
        'go install sigs.k8s.io/cloud-provider-kind@latest, or use MetalLB',
      );
    }
    // its own Gateway controller would claim what belongs to istiod
    ensureBackground(session, {
      name: 'cloud-provider-kind',
      tool: 'cloud-provider-kind',
      args: ['--gateway-channel', 'disabled'],
    });
  }
  return {};
}
