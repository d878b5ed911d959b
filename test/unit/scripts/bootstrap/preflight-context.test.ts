import type { Answer } from '../../../support/bootstrap/answers';
import { type Preflight, preflight } from '../../../support/bootstrap/preflight';

let before: Preflight;
beforeAll(async () => {
  before = await preflight();
});

describe('preflight of a cluster of the user', () => {
  const CLUSTER: Readonly<Record<string, Answer>> = {
    'kubectl version --client': '{"clientVersion": {"gitVersion": "v1.34.1"}}',
    'kubectl config get-contexts': 'lab',
    'kubectl --context lab auth': 'yes',
    'kubectl --context lab version': '{"serverVersion": {"gitVersion": "v1.36.1+k3s1"}}',
  };
  const of = (more: Readonly<Record<string, Answer>>) => before.found({ ...CLUSTER, ...more }, { context: 'lab' });

  it('finds nothing where all is well', async () => expect(await of({})).toBe('\n\n'));

  it('fails for a context that is not there, and asks it nothing more', async () => {
    expect(await of({ 'kubectl config get-contexts': { code: 1 } })).toMatchInlineSnapshot(`

error AMB905: the kubeconfig has no context lab
  cure: kubectl config get-contexts lists them

`);
  });

  it('fails for a user who may not do everything', async () => {
    expect(await of({ 'kubectl --context lab auth': { code: 1, stdout: 'no\n' } })).toMatchInlineSnapshot(`

error AMB906: the user of context lab may not do everything
  cure: use one that is bound to cluster-admin

`);
  });

  it('fails for an API server that does not answer, and does not wait for it twice', async () => {
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (now += 4000));
    const refused = { code: 1, stderr: 'The connection to the server 127.0.0.1:6443 was refused' };
    const away = { 'kubectl --context lab auth': refused, 'kubectl --context lab version': refused };
    expect(await of(away)).toMatchInlineSnapshot(`

error AMB907: the API server of context lab does not answer: The connection to the server 127.0.0.1:6443 was refused
  cure: start it, or use another context

`);
    jest.restoreAllMocks();
    expect(now).toBeLessThan(100_000); // a call that is not hurried waits for 120 seconds
  }, 60_000);

  it.each([
    ['1.29', 'error'],
    ['1.38', 'warning'],
  ])('holds Kubernetes %s against the documented range: %s', async (minor, level) => {
    const version = `{"serverVersion": {"gitVersion": "v${minor}.0"}}`;
    const text = await of({ 'kubectl --context lab version': version });
    expect(text).toContain(`${level} AMB919:`);
    expect(text).toMatchSnapshot();
  });
});
