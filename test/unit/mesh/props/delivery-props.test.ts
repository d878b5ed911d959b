import { FluxDelivery, type FluxDeliveryProps } from '../../../../lib/mesh/delivery/flux';
import { HelmDelivery, type HelmDeliveryProps } from '../../../../lib/mesh/delivery/helm';
import { SailDelivery, type SailDeliveryProps } from '../../../../lib/mesh/delivery/sail';
import { type AmbientMeshProps, resolveMesh } from '../../../../lib/mesh/spec';
import { built, showProps } from '../../../support/show-props';
import { standInHelm } from '../../../support/stand-in-helm';

const CANARY: AmbientMeshProps = { version: '1.30.3', revision: 'canary', revisionTags: ['next'] };

/** A mesh, and one that is quieter. */
const OLD = resolveMesh({ version: '1.29.6' });
const QUIET = resolveMesh({ version: '1.29.6', istiod: { telemetryEnabled: false } });

const SHARED = {
  mesh: { mesh: QUIET },
  revisions: { revisions: [resolveMesh(CANARY)] },
};

showProps<FluxDeliveryProps>('FluxDeliveryProps', {
  base: { mesh: OLD },
  makes: built((chart, props) => new FluxDelivery(chart, 'Flux', props)),
  examples: {
    ...SHARED,
    charts: { charts: 'https://mirror.example.com/charts' },
    'charts, of a registry': { charts: 'oci://ghcr.io/istio/release/charts' },
    namespace: { namespace: 'gitops' },
    interval: { interval: '1h' },
    timeout: { timeout: '15m' },
    retries: { retries: -1 },
    gatewayApi: { gatewayApi: 'existing' },
    'gatewayApi, where the platform owns it': [
      { mesh: resolveMesh({ version: '1.29.6', platform: 'openshift' }) },
      { gatewayApi: 'source' },
    ],
  },
});

showProps<HelmDeliveryProps>('HelmDeliveryProps', {
  base: { mesh: OLD, helmExecutable: standInHelm() },
  makes: built((chart, props) => new HelmDelivery(chart, 'Helm', props)),
  examples: {
    ...SHARED,
    charts: { charts: 'https://mirror.example.com/charts' },
    'charts, of a registry': { charts: 'oci://ghcr.io/istio/release/charts' },
    'charts, in a folder': { charts: './charts' },
    helmExecutable: { helmExecutable: standInHelm('helm-4') },
  },
});

showProps<SailDeliveryProps>('SailDeliveryProps', {
  base: { mesh: OLD },
  makes: built((chart, props) => new SailDelivery(chart, 'Sail', props)),
  examples: {
    ...SHARED,
    updateStrategy: { updateStrategy: 'RevisionBased' },
    updateWorkloads: [{ updateStrategy: 'RevisionBased' }, { updateWorkloads: true }],
    inactiveRevisionDeletionGracePeriodSeconds: [
      { updateStrategy: 'RevisionBased' },
      { inactiveRevisionDeletionGracePeriodSeconds: 600 },
    ],
    subscription: { subscription: {} },
    'subscription, of a channel': [{ subscription: {} }, { subscription: { channel: 'candidates' } }],
  },
});
