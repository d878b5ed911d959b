import { join } from 'node:path';
import { ApiObject, type App } from 'cdk8s';
import type { KubeObject } from '../../lib/core/object-index';
import type { DefinitionsLeft } from '../../lib/mesh/delivery/definitions';
import { Definitions } from '../../lib/stacks/definitions';
import { setsNeeded } from '../bootstrap/crds/needed';
import { readLock, requireSets } from './lock';
import { download, folder } from './source';
import { readVerified } from './verify';

/**
 * Puts the definitions that a system leaves to its owner before everything else in its app.
 * @param directory holds the published files; absent or empty for the network
 * @throws Faults where a file is not to be had, or is not what the lock pins
 */
export async function addDefinitions(app: App, left: DefinitionsLeft, directory?: string): Promise<void> {
  const sets = setsNeeded(left, app.node.findAll().filter(ApiObject.isApiObject).map(outline));
  const entries = sets.length === 0 ? [] : requireSets(readLock(join(__dirname, '../../crds.lock.json')), sets);
  const files = await readVerified(entries, directory ? folder(directory) : download());
  if (files.length > 0) new Definitions(app, 'definitions', { texts: files.map(({ text }) => text) });
}

/** What tells whose definitions are needed; definitions that are there already are looked into. */
function outline(object: ApiObject): KubeObject {
  const { apiVersion, kind } = object;
  return kind === 'CustomResourceDefinition' ? object.toJson() : { apiVersion, kind, metadata: { name: object.name } };
}
