import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '../../../../scripts/bootstrap/verify/verify';
import { answering } from '../../../support/bootstrap/answers';
import { testSession } from '../../../support/bootstrap/session';

const state = mkdtempSync(join(tmpdir(), 'ambient-verify-'));
afterAll(() => rmSync(state, { recursive: true }));

test('verify fails before the first up with what to do first', async () => {
  const { run } = answering({ 'kubectl config get-contexts': 'other\n' });
  const { session } = testSession({ state, run });
  const options = { ...session.options, only: [], skip: [], topology: 'home-lab' };
  await expect(verify(session, options)).rejects.toThrowErrorMatchingInlineSnapshot(`
error AMB905: the kubeconfig has no context lab
  cure: npm run up first, or name a cluster that is there with --context
`);
});
