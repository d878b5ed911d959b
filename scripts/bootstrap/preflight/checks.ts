import { checkAccess, checkClusterName, checkKubernetes } from './cluster';
import { checkEngine, checkHostPorts, checkInotify, checkMappings, checkMemory } from './host';
import type { PreflightCheck } from './preflight';
import { checkTools } from './tools';

/** Everything that is looked at before `up` changes anything. */
export const PREFLIGHT: readonly PreflightCheck[] = [
  checkTools, // kubectl, kind, Node.js
  checkEngine, // Docker, Podman, nerdctl
  checkAccess, // the context and its API server
  checkClusterName, // free, or ours with the right ports
  checkMappings, // of node ports that are there, each to a port of its own
  checkHostPorts, // free
  checkMemory,
  context => checkInotify(context),
  checkKubernetes, // in the documented range
];
