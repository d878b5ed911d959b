import { FindingsError } from '../../../lib/core/findings';
import { inspectFolder } from '../../../lib/core/output-folder';
import { type Environment, parseEnvironment, VARIABLE_NAMES } from '../../../lib/topologies/environment';
import { installAddOn, neededAddOns } from '../add-ons/install';
import { Pins } from '../add-ons/pins';
import { ADD_ONS } from '../add-ons/registry';
import { LOCK_PATH, lockedSource } from '../crds/definition-files';
import { installDefinitions } from '../crds/install';
import { type Present, presentDefinitions } from '../crds/present';
import { checkSubscriptions } from '../crds/subscriptions';
import { ensureCluster } from '../kind/cluster';
import { forwardPorts } from '../load-balancer/forward-ports';
import { needsLoadBalancer, provideLoadBalancer } from '../load-balancer/load-balancer';
import type { UpOptions } from '../options';
import { type Plan, planTopology } from '../plan/plan';
import type { PreflightContext } from '../preflight/preflight';
import { ProblemsError } from '../problems';
import type { Session } from '../session';
import { secretsNeeded } from '../tls/needed';
import { type Address, findAddresses } from './addresses';
import { applyPlan } from './apply-files';
import { checkFirst } from './check-first';
import { platformOwner } from './platform';
import { writeLastRun } from './target';

/** What `up` leaves behind, for `--json` and for the last lines. */
export interface UpResult {
  readonly context: string;
  readonly topology: string;
  readonly addresses: readonly Address[];
  /** Whether all of this was only said. */
  readonly dryRun: boolean;
}

/** From whatever is there to the topology, ready. Running it again repairs and completes. */
export async function up(session: Session, options: UpOptions): Promise<UpResult> {
  const { report, kubectl } = session;
  const first = await report.stage('synthesis', () => plan(session, options, session.env));
  const checked = await report.stage('preflight', () => checkFirst(session, options, first));
  remember(session, options, first);
  const wanted = options.context === undefined ? await onKind(session, options, first, checked) : first;
  const present = await report.stage('custom resource definitions', () => definitions(session, options, wanted));
  await addOns(session, options, wanted, present);
  if (!session.dryRun) wanted.write();
  await applyPlan(session, wanted, { secrets: secretsNeeded(wanted.objects), rotate: options.rotate });
  const addresses = await report.stage('addresses', async () => {
    if (options.context !== undefined) return findAddresses(kubectl, { objects: wanted.objects });
    const forwarded = await forwardPorts(session, wanted);
    return findAddresses(kubectl, { objects: wanted.objects, mappings: checked.ports, forwarded });
  });
  return { context: kubectl.context, topology: wanted.topology, addresses, dryRun: session.dryRun };
}

async function plan({ report }: Session, { topology, output }: UpOptions, env: Environment): Promise<Plan> {
  const planned = await planTopology(topology, output, parseEnvironment(env));
  const ours = ['construct-metadata.json', ...planned.files.map(({ file }) => file)];
  const unfit = inspectFolder(output, file => file.endsWith('.k8s.yaml') || ours.includes(file));
  if (unfit.length > 0) throw new FindingsError(unfit);
  report.line(`   ${planned.topology}: ${planned.objects.length} objects in ${planned.files.length} files`);
  return planned;
}

/** Notes which cluster `verify` and `down` are to work on, and what the topology was told of it. */
function remember(
  { state, kubectl, dryRun, env }: Session,
  { context, name }: UpOptions,
  { topology }: Plan,
  found: Readonly<Record<string, string>> = {},
): void {
  const set = VARIABLE_NAMES.flatMap(variable => (env[variable] ? [[variable, env[variable]]] : []));
  const variables = { ...Object.fromEntries(set), ...found };
  const kind = context === undefined ? name : undefined;
  if (!dryRun) writeLastRun(state, { context: kubectl.context, kind, topology, variables });
}

/** The kind cluster, and addresses for its load balancers, which the topology may ask for by a variable. */
async function onKind(session: Session, options: UpOptions, first: Plan, checked: PreflightContext): Promise<Plan> {
  const { report } = session;
  const { cluster = 'absent', engine, image, ports } = checked;
  await report.stage('kind cluster', () => ensureCluster(session, cluster, { image, ports, workers: options.workers }));
  if (engine?.engine === undefined || !needsLoadBalancer(first)) return first;
  return report.stage('load balancer', async () => {
    const variables = await provideLoadBalancer(session, options, engine.engine);
    remember(session, options, first, variables);
    return Object.keys(variables).length === 0 ? first : plan(session, options, { ...session.env, ...variables });
  });
}

/** @returns what was there before */
async function definitions(session: Session, options: UpOptions, wanted: Plan): Promise<ReadonlyMap<string, Present>> {
  const { kubectl, state, report } = session;
  const present = await presentDefinitions(kubectl);
  const absent = session.dryRun ? [] : checkSubscriptions(wanted.objects, present);
  if (absent.length > 0) throw new ProblemsError(absent);
  const owner = await platformOwner(kubectl, present);
  const source = lockedSource(options.crdsDir, state, report);
  await installDefinitions(session, { plan: wanted, source, present, owner, upgrade: options.upgradeCrds });
  return present;
}

async function addOns(session: Session, { crdsDir }: UpOptions, wanted: Plan, present: ReadonlyMap<string, Present>) {
  const { state, report } = session;
  const needed = neededAddOns(ADD_ONS, wanted.objects);
  if (needed.length === 0) return;
  const { read } = lockedSource(crdsDir, state, report);
  const pins = new Pins(LOCK_PATH, report);
  for (const addOn of needed) {
    await report.stage(`add-on ${addOn.name}`, () =>
      installAddOn(addOn, { session, present, pins, read, offline: Boolean(crdsDir) }),
    );
  }
}
