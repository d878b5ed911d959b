import { ApiObject, Chart, type App as StockApp } from 'cdk8s';
import { FindingsError } from '../../../lib/core/findings';
import { App, type AppProps } from '../../../lib/rules/app';
import { gatewayClassExists } from '../../../lib/rules/gateway-class-exists';
import type { Made } from '../../support/changes';
import { temporaryFolder } from '../../support/folders';
import { showProps } from '../../support/show-props';

const outdir = temporaryFolder();

/** A Gateway that a rule warns of. */
function build(app: StockApp): void {
  const chart = new Chart(app, 'web', { namespace: 'edge' });
  new ApiObject(chart, 'Gateway', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'gateway' },
    spec: { gatewayClassName: 'other', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  });
}

/** What synth finds, and whether it writes anything. */
function synthesized(props: AppProps): Made {
  const app = new App({ ...props, outdir });
  build(app);
  const { isWritten, findings } = outcomeOf(app);
  return new Map<string, unknown>([
    ['synth', { isWritten }],
    ...findings.map(({ id, path, ...finding }) => [`${id} at ${path}`, finding] as const),
  ]);
}

function outcomeOf(app: App) {
  try {
    return { isWritten: true, findings: app.synth().findings };
  } catch (error) {
    if (error instanceof FindingsError) return { isWritten: false, findings: error.findings };
    throw error;
  }
}

showProps<AppProps>('AppProps', {
  base: {},
  makes: synthesized,
  examples: {
    rules: { rules: [] },
    'rules, stricter than ours': { rules: [{ ...gatewayClassExists, level: 'error' }] },
    strict: { strict: true },
    rebuild: { rebuild: build },
  },
});
