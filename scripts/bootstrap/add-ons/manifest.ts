import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../../lib/core/object-index';
import type { CrdSource } from '../../crds/source';
import { sha256 } from '../../crds/source';
import { parseManifest } from '../crds/definition-files';
import { problem } from '../problems';
import type { Session } from '../session';
import type { AddOn } from './add-on';
import type { Pins } from './pins';

export interface ManifestOptions {
  readonly session: Session;
  readonly pins: Pins;
  /** The network with its cache, or a folder. */
  readonly read: CrdSource;
  /** Whether `read` is a folder: charts are read from it too, as `add-ons/NAME-VERSION.tgz`. */
  readonly offline: boolean;
}

/** The objects of an add-on, its namespace and its definitions first. */
export async function manifestOf(addOn: AddOn, options: ManifestOptions): Promise<KubeObject[]> {
  const bytes = await bytesOf(addOn, options);
  options.pins.check(addOn, bytes);
  if (addOn.source.type === 'manifest') return inOrder(parseManifest(bytes.toString('utf8')));
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: addOn.namespace } };
  return inOrder([namespace, ...parseManifest(await render(addOn, bytes, options.session))]);
}

async function bytesOf(addOn: AddOn, { pins, read, offline, session }: ManifestOptions): Promise<Buffer> {
  const { name, version, source } = addOn;
  const isChart = source.type === 'chart';
  if (isChart && !offline) return pull(session, source, version);
  const file = `add-ons/${name}-${version}.${isChart ? 'tgz' : 'yaml'}`;
  const url = isChart ? `${source.repository} (chart ${source.chart})` : source.url;
  return (await read({ name, version, file, url, sha256: pins.hashOf(addOn), bytes: 0 })).bytes;
}

/** The chart's archive, by the user's helm. */
async function pull(session: Session, source: { repository: string; chart: string }, version: string): Promise<Buffer> {
  const folder = session.state.path('charts', `${process.pid}`);
  try {
    const where = ['--repo', source.repository, '--version', version, '--destination', folder];
    await helm(session, ['pull', source.chart, ...where]);
    return readFileSync(join(folder, `${source.chart}-${version.replace(/^v/, '')}.tgz`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function render({ name, namespace }: AddOn, archive: Buffer, session: Session): Promise<string> {
  const file = session.state.write(archive, ['charts', `${sha256(archive)}.tgz`]);
  return helm(session, ['template', name, file, '--namespace', namespace, '--include-crds']);
}

async function helm({ run }: Session, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run({ tool: 'helm', args, timeoutMs: 120_000 });
  if (code === 127)
    throw problem('AMB183', 'helm is not installed, and this add-on is published as a chart', 'install Helm 3');
  if (code !== 0)
    throw problem('AMB934', `helm ${args[0]} failed: ${stderr.trim()}`, 'let this machine reach the repository');
  return stdout;
}

/** What others of them need first: namespaces, then definitions. */
function inOrder(objects: readonly KubeObject[]): KubeObject[] {
  const rank = ({ kind }: KubeObject) => (kind === 'Namespace' ? 0 : kind === 'CustomResourceDefinition' ? 1 : 2);
  return [...objects].sort((a, b) => rank(a) - rank(b));
}
