import { Namespace, type NamespaceProps } from '../../../../lib/mesh/namespace';
import { PeerAuthentication, type PeerAuthenticationProps } from '../../../../lib/mesh/peer-authentication';
import { built, showProps } from '../../../support/show-props';

showProps<NamespaceProps>('NamespaceProps', {
  base: { name: 'app' },
  makes: built((chart, props) => new Namespace(chart, 'Namespace', props)),
  examples: {
    name: { name: 'shop' },
    mesh: { mesh: 'none' },
    podSecurity: { podSecurity: 'baseline' },
    labels: { labels: { team: 'shop' } },
    'labels, in place of others': { labels: { 'pod-security.kubernetes.io/audit': 'privileged' } },
  },
});

const POSTGRES = { app: 'postgres' };

showProps<PeerAuthenticationProps>('PeerAuthenticationProps', {
  base: { namespace: 'app' },
  makes: built((chart, props) => new PeerAuthentication(chart, 'PeerAuthentication', props)),
  examples: {
    namespace: { namespace: 'istio-system' },
    name: { name: 'from-outside' },
    mode: { mode: 'PERMISSIVE' },
    selector: { selector: POSTGRES },
    portLevelMtls: [{ selector: POSTGRES }, { portLevelMtls: { 9187: 'PERMISSIVE' } }],
  },
});
