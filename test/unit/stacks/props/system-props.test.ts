import type { DeliveryProps } from '../../../../lib/stacks/delivery';
import { type FluxStagesProps, toFluxStages } from '../../../../lib/stacks/kustomization';
import { AmbientSystem, type AmbientSystemProps } from '../../../../lib/stacks/system';
import { type Made, made } from '../../../support/changes';
import { propsOf } from '../../../support/interface-props';
import { showProps } from '../../../support/show-props';
import { standInHelm } from '../../../support/stand-in-helm';

/** The objects of a system with one namespace in the mesh, and the definitions that it leaves to others. */
function toSystem(props: AmbientSystemProps): Made {
  const left = new Map<string, unknown>();
  const objects = made(chart => {
    const system = new AmbientSystem(chart, props);
    system.addNamespace({ name: 'app' });
    const { row, ...definitions } = system.definitionsLeft;
    left.set('definitions left', { ...definitions, gatewayApiVersion: row.gatewayApi });
  });
  return new Map([...objects, ...left]);
}

const MESH = { version: '1.29.6' } as const;
const HELM: DeliveryProps = { delivery: 'helm', helm: { helmExecutable: standInHelm() } };

showProps<AmbientSystemProps>('DeliveryProps', {
  base: { mesh: MESH },
  makes: toSystem,
  examples: {
    'delivery, by helm': [{ ...HELM, delivery: 'manifests' }, { delivery: 'helm' }],
    'delivery, by Flux': [HELM, { delivery: 'flux' }],
    'delivery, by Sail': [HELM, { delivery: 'sail' }],
    charts: [{ delivery: 'flux' }, { charts: 'https://mirror.example.com/charts' }],
    'charts, for helm': [HELM, { charts: './charts' }],
    revisions: [{ delivery: 'flux' }, { revisions: [{ revision: 'canary', version: '1.30.3' }] }],
    helm: [HELM, { helm: { helmExecutable: standInHelm('helm-4') } }],
    flux: [{ delivery: 'flux' }, { flux: { interval: '1h' } }],
    sail: [{ delivery: 'sail' }, { sail: { updateStrategy: 'RevisionBased' } }],
  },
});

showProps<AmbientSystemProps>('AmbientSystemProps', {
  base: {},
  makes: toSystem,
  examples: {
    mesh: { mesh: { clusterName: 'east' } },
    'mesh, with a seccomp profile': { mesh: { istiod: { seccompProfile: { type: 'Unconfined' } } } },
    'mesh, which looks at some namespaces': {
      mesh: { meshConfig: { discoverySelectors: [{ matchLabels: { 'istio-discovery': 'enabled' } }] } },
    },
    enabled: { enabled: false },
    mtls: { mtls: 'PERMISSIVE' },
  },
  elsewhere: propsOf('DeliveryProps', 'lib/index.ts'),
});

showProps<FluxStagesProps>('FluxStagesProps', {
  base: {},
  makes: props => new Map(toFluxStages(props).map(stage => [stage.metadata.name, stage])),
  examples: {
    path: { path: './clusters/east' },
    source: { source: 'fleet' },
    namespace: { namespace: 'gitops' },
    interval: { interval: '1h' },
    after: { after: ['cert-manager'] },
    within: { within: ['gateway-api'] },
  },
});
