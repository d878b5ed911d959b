import { homeLab } from '../../../../lib/topologies/home-lab';
import type { PoolOptions, Settings } from '../../../../lib/topologies/settings';
import { built, showProps } from '../../../support/show-props';

const OFFICE: PoolOptions = { addresses: ['10.1.0.0/28'] };

showProps<Settings>('Settings', {
  base: {},
  makes: built(homeLab),
  examples: {
    enabled: { enabled: false },
    mesh: { mesh: { clusterName: 'lab', meshConfig: { accessLogEncoding: 'JSON' } } },
    gatewayReplicas: { gatewayReplicas: 2 },
    addressPool: { addressPool: OFFICE },
  },
});

showProps<PoolOptions>('PoolOptions', {
  base: OFFICE,
  makes: built((chart, addressPool) => homeLab(chart, { addressPool })),
  examples: {
    addresses: { addresses: ['10.1.0.0/28', '10.2.0.1-10.2.0.9'] },
    fixedAddress: { fixedAddress: '10.1.0.2' },
  },
});
