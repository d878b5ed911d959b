import { Kubectl } from '../../../../scripts/bootstrap/kubectl/kubectl';
import type { Report } from '../../../../scripts/bootstrap/report';

const REFUSED = 'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?';
const UNKNOWN = 'error: resource mapping not found for name: "a": no matches for kind "Gateway"';

/** A kubectl that complains so, one complaint a call, and then succeeds; each call takes 25 seconds. */
function kubectlThatSays(...complaints: string[]) {
  let now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
  const said = [...complaints];
  const run = async () => {
    now += 25_000;
    const stderr = said.shift() ?? '';
    return { code: stderr === '' ? 0 : 1, stdout: '', stderr, signal: null };
  };
  const report = { progress: () => undefined } as unknown as Report;
  return new Kubectl({ run: run as never, report, context: 'lab' });
}

const codeOf = async (kubectl: Kubectl, settled: boolean) => (await kubectl.attempt(['apply'], { settled })).code;

afterEach(() => jest.restoreAllMocks());

test('an API server that was away for long may take a moment to know its kinds again', async () => {
  expect(await codeOf(kubectlThatSays(REFUSED, UNKNOWN), false)).toBe(0);
  expect(await codeOf(kubectlThatSays(REFUSED, UNKNOWN), true)).toBe(0);
});

test('fails at once for a kind that a settled API server does not know', async () => {
  expect(await codeOf(kubectlThatSays(UNKNOWN), true)).toBe(1);
});
