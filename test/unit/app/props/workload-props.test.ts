import { Bookinfo, type BookinfoProps } from '../../../../lib/app/bookinfo/bookinfo';
import { CanaryPages, type CanaryPagesProps } from '../../../../lib/app/canary-pages';
import { EchoPage, type EchoPageProps } from '../../../../lib/app/echo-page';
import { HttpEcho, type HttpEchoProps } from '../../../../lib/app/http-echo';
import { TlsNginx, type TlsNginxProps } from '../../../../lib/app/tls-nginx';
import { built, showProps } from '../../../support/show-props';

const PAGE = { name: 'iphone', namespace: 'web', text: 'intranet' };

/** What is the same for every page. */
const EXAMPLES = {
  name: { name: 'tablet' },
  namespace: { namespace: 'shop' },
  text: { text: 'internet' },
  replicas: { replicas: 3 },
  labels: { labels: { team: 'shop', app: 'loses' } },
  port: { port: 8080 },
  serviceName: { serviceName: 'front' },
  image: { image: 'registry.example.com/nginx:1.30.4' },
  runAsUser: { runAsUser: 1001 },
  'runAsUser, of the platform': { runAsUser: 'unset' },
} as const;

showProps<EchoPageProps>('EchoPageProps', {
  base: PAGE,
  makes: built((chart, props) => new EchoPage(chart, 'Page', props)),
  examples: { ...EXAMPLES, version: { version: 'v2' } },
});

showProps<CanaryPagesProps>('CanaryPagesProps', {
  base: PAGE,
  makes: built((chart, props) => new CanaryPages(chart, 'Pages', props)),
  examples: { ...EXAMPLES, stableVersion: { stableVersion: 'blue' }, canaryVersion: { canaryVersion: 'green' } },
});

showProps<TlsNginxProps>('TlsNginxProps', {
  base: { name: 'iphone', namespace: 'web', secretName: 'iphone-tls' },
  makes: built((chart, props) => new TlsNginx(chart, 'Page', props)),
  examples: { ...EXAMPLES, version: { version: 'v2' }, secretName: { secretName: 'web-tls' } },
});

showProps<HttpEchoProps>('HttpEchoProps', {
  base: { name: 'echo', namespace: 'web' },
  makes: built((chart, props) => new HttpEcho(chart, 'Echo', props)),
  examples: {
    name: { name: 'hello' },
    version: { version: 'v2' },
    namespace: { namespace: 'shop' },
    replicas: { replicas: 3 },
    labels: { labels: { team: 'shop', app: 'loses' } },
    text: { text: 'hello, world' },
    port: { port: 80 },
    serviceName: { serviceName: 'front' },
    image: { image: 'registry.example.com/http-echo:1.0.0' },
    runAsUser: { runAsUser: 1001 },
  },
});

showProps<BookinfoProps>('BookinfoProps', {
  base: { namespace: 'bookinfo' },
  makes: built((chart, props) => new Bookinfo(chart, 'Bookinfo', props)),
  examples: {
    namespace: { namespace: 'books' },
    replicas: { replicas: 2 },
    reviewsVersions: { reviewsVersions: ['v1', 'v3'] },
    hub: { hub: 'registry.example.com/istio' },
    tag: { tag: '1.20.2' },
    labels: { labels: { team: 'books', app: 'loses' } },
    runAsUser: { runAsUser: 1001 },
  },
});
