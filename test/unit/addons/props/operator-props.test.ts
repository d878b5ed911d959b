import { Kiali, type KialiProps } from '../../../../lib/addons/kiali/kiali';
import { AddressPool, type AddressPoolProps } from '../../../../lib/addons/metallb/address-pool';
import { OlmSubscription, type OlmSubscriptionProps } from '../../../../lib/addons/olm-subscription';
import { Gateway } from '../../../../lib/gateway/gateway';
import { built, showProps } from '../../../support/show-props';

showProps<KialiProps>('KialiProps', {
  base: {},
  makes: built((chart, props) => new Kiali(chart, 'Kiali', props)),
  examples: {
    name: { name: 'graph' },
    namespace: { namespace: 'mesh' },
    login: { login: 'openid' },
    mode: { mode: 'edit' },
    prometheusUrl: { prometheusUrl: 'http://thanos.monitoring:9091' },
    namespaceLabels: { namespaceLabels: { 'istio-discovery': 'enabled' } },
    imageVersion: { imageVersion: 'v2.30' },
    ingress: { ingress: 'enabled' },
    replicas: { replicas: 2 },
  },
});

showProps<OlmSubscriptionProps>('OlmSubscriptionProps', {
  base: { name: 'kiali' },
  makes: built((chart, props) => new OlmSubscription(chart, 'Operator', props)),
  examples: {
    name: { name: 'servicemeshoperator3' },
    namespace: { namespace: 'kiali-operator' },
    channel: { channel: 'candidate' },
    source: { source: 'redhat-operators' },
    sourceNamespace: { sourceNamespace: 'olm' },
    installPlanApproval: { installPlanApproval: 'Manual' },
    startingCSV: { startingCSV: 'kiali-operator.v2.20.0' },
    operatorGroup: [{ namespace: 'kiali-operator' }, { operatorGroup: 'own-namespace' }],
    'operatorGroup, of a namespace that has one': [{ namespace: 'kiali-operator' }, { operatorGroup: 'existing' }],
  },
});

showProps<AddressPoolProps>('AddressPoolProps', {
  base: { name: 'lan', addresses: ['192.168.1.240-192.168.1.250'] },
  makes: built((chart, props) => {
    const { annotations, fixedAddress } = new AddressPool(chart, 'Pool', props);
    new Gateway(chart, 'Gateway', {
      name: 'gateway',
      namespace: 'edge',
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
      exposure: { type: 'LoadBalancer', address: fixedAddress },
      infrastructureAnnotations: annotations,
    });
  }),
  examples: {
    name: { name: 'dmz' },
    addresses: { addresses: ['10.0.0.0/28', 'fd00::/120'] },
    fixedAddress: { fixedAddress: '192.168.1.245' },
    namespace: { namespace: 'metallb' },
    assignment: { assignment: 'on-request' },
    interfaces: { interfaces: ['eth0'] },
  },
});
