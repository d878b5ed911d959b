import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { down } from '../../../../scripts/bootstrap/down/down';
import { verify } from '../../../../scripts/bootstrap/verify/verify';
import { answering } from '../../../support/bootstrap/answers';
import { testSession } from '../../../support/bootstrap/session';

const state = mkdtempSync(join(tmpdir(), 'ambient-verify-'));
afterAll(() => rmSync(state, { recursive: true }));

test('verify fails before the first up with what to do first', async () => {
  const { run } = answering({ 'kubectl config get-contexts lab': { code: 1 } });
  const { session } = testSession({ state, run });
  const options = { ...session.options, only: [], skip: [], topology: 'home-lab' };
  await expect(verify(session, options)).rejects.toThrowErrorMatchingInlineSnapshot(`
error AMB905: the kubeconfig has no context lab
  cure: npm run up first, or name a cluster that is there with --context
`);
});

test('down fails for a context that is not there', async () => {
  const { run } = answering({ 'kubectl config get-contexts lab': { code: 1 } });
  const { session } = testSession({ state, run });
  await expect(down(session, { ...session.options, crds: false })).rejects.toThrowErrorMatchingInlineSnapshot(`
error AMB905: the kubeconfig has no context lab
  cure: kubectl config get-contexts lists them
`);
});
