import { TlsNginx, type TlsNginxProps } from '../../../lib/app/tls-nginx';
import { faults, only, synthesize, toYaml } from '../../support/synthesize';

const MINIMAL: TlsNginxProps = { name: 'nginx', namespace: 'web', secretName: 'nginx-tls' };
const nginx = (props: Partial<TlsNginxProps> = {}) =>
  synthesize(chart => new TlsNginx(chart, 'Nginx', { ...MINIMAL, ...props }));
const pod = (props: Partial<TlsNginxProps>) => only(nginx(props), 'Deployment').spec.template.spec;

test('a server is a ServiceAccount, a ConfigMap, a Deployment that mounts a Secret, and a Service', () =>
  expect(toYaml(nginx())).toMatchSnapshot());

describe('each prop shows', () => {
  test('name and namespace', () => {
    const objects = nginx({ name: 'shop', namespace: 'other' });
    expect(objects.map(({ metadata: { name, namespace } }) => `${namespace}/${name}`)).toEqual([
      'other/shop',
      'other/shop-config',
      'other/shop-deploy',
      'other/shop',
    ]);
  });

  test('version', () =>
    expect(only(nginx({ version: 'v2' }), 'Service')).toMatchObject({
      metadata: { name: 'nginx-v2' },
      spec: { selector: { app: 'nginx', version: 'v2' } },
    }));

  test('secretName', () =>
    expect(pod({ secretName: 'other-tls' }).volumes).toContainEqual({
      name: 'certificate',
      secret: { secretName: 'other-tls' },
    }));

  test('text, the name without it', () => {
    const page = (text?: string) => only(nginx({ text }), 'ConfigMap').data['nginx.conf'];
    expect(page()).toContain('<h1>Pod nginx: $hostname</h1>');
    expect(page('secure')).toContain('<h1>Pod secure: $hostname</h1>');
  });

  test('replicas', () => expect(only(nginx({ replicas: 3 }), 'Deployment').spec.replicas).toBe(3));

  test('port, of the Service and not of the container', () =>
    expect(only(nginx({ port: 8443 }), 'Service').spec.ports).toEqual([
      { name: 'https', port: 8443, targetPort: 8443, protocol: 'TCP' },
    ]));

  test('serviceName', () => expect(only(nginx({ serviceName: 'web' }), 'Service').metadata.name).toBe('web'));
  test('labels', () => expect(only(nginx({ labels: { team: 'a' } }), 'Service').metadata.labels?.team).toBe('a'));
  test('image', () => expect(pod({ image: 'example.com/nginx:1' }).containers[0].image).toBe('example.com/nginx:1'));

  test('runAsUser', () =>
    expect(pod({ runAsUser: 'unset' }).containers[0].securityContext).not.toHaveProperty('runAsUser'));
});

test('a server is a backend of routes and a workload of policies', () => {
  synthesize(chart => {
    expect(new TlsNginx(chart, 'Nginx', MINIMAL)).toMatchObject({
      serviceName: 'nginx',
      namespace: 'web',
      port: 443,
      serviceAccountName: 'nginx',
      labels: { app: 'nginx' },
      secretName: 'nginx-tls',
    });
  });
});

test('fails with every fault of a server at once', () => {
  const wrong = { text: '<b>', image: 'nginx:latest', replicas: -1 };
  expect(faults(chart => new TlsNginx(chart, 'Nginx', { ...MINIMAL, ...wrong }))).toMatchInlineSnapshot(`
AMB301: found text "<b>", expected letters, digits, blanks and ._- only, since it goes into HTML and an nginx configuration as it is: leave out the other characters

AMB302: found image nginx:latest, expected a tag other than latest, or a digest: otherwise the image changes under a running system: write the version as the tag, as in docker.io/library/nginx:1.30.4-alpine-slim

AMB303: found replicas -1, expected a whole number, 1 or more: set replicas to a positive whole number, or leave out the app
`);
});
