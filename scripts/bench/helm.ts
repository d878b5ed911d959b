import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './measure';

/** The charts of an ambient mesh, under the names of Istio's source tree and of its published charts. */
const CHARTS = [['base'], ['istio-control/istio-discovery', 'istiod'], ['istio-cni', 'cni'], ['ztunnel']];

/** Renders the four charts found in a folder, one after the other; or says why that cannot be done. */
export function helmCase(folder: string | undefined): (() => void) | string {
  if (folder === undefined) return 'CHARTS_DIR names no folder of charts';
  if (spawnSync('helm', ['version']).status !== 0) return 'helm is not installed';
  const charts: string[] = [];
  for (const names of CHARTS) {
    const chart = names.map(name => path.join(folder, name)).find(name => existsSync(path.join(name, 'Chart.yaml')));
    if (chart === undefined) return `${folder} has no chart ${names.join(' or ')}`;
    charts.push(chart);
  }
  return () => {
    for (const chart of charts) run('helm', ['template', 'istio', chart, '--namespace', 'istio-system']);
  };
}
