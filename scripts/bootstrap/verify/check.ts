import type { KubeObject } from '../../../lib/core/object-index';
import type { Plan } from '../plan/plan';
import type { Endpoint } from './endpoints';
import type { LiveCluster } from './live-cluster';
import type { MeshSource } from './mesh/source';
import type { Target } from './targets';

/** What was found about one thing. */
export interface Outcome {
  readonly ok: boolean;
  /** What it is about: `http://localhost:31000 (app1-ns/iphone-routes)`. */
  readonly subject: string;
  /** What was seen, one sentence without a full stop. */
  readonly found: string;
  /** What to do about it; absent where it holds. */
  readonly cure?: string;
  /** More lines: counts by pod, for example. */
  readonly details?: readonly string[];
}

export const holds = (subject: string, found: string, details?: readonly string[]): Outcome => ({
  ok: true,
  subject,
  found,
  details,
});

export const fails = (subject: string, found: string, cure: string, details?: readonly string[]): Outcome => ({
  ok: false,
  subject,
  found,
  cure,
  details,
});

/** What a check looks at. */
export interface VerifyContext {
  readonly plan: Pick<Plan, 'mesh' | 'objects' | 'enabled'>;
  /** The objects of the topology, as they were synthesized. */
  readonly objects: readonly KubeObject[];
  readonly live: LiveCluster;
  readonly mesh: MeshSource;
  /** Listeners and where they are reached. */
  readonly endpoints: readonly Endpoint[];
  /** Requests that routes are there for. */
  readonly targets: readonly Target[];
}

/** One thing that must hold of a mesh that is up. */
export interface Check {
  /** For `--only` and `--skip`. */
  readonly id: string;
  /** What must hold, as a present-tense sentence. */
  readonly title: string;
  /** Nothing where the topology has nothing of the kind. */
  readonly run: (context: VerifyContext) => Promise<readonly Outcome[]>;
}
