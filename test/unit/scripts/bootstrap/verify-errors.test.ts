import type { Session } from '../../../../scripts/bootstrap/session';
import { verify } from '../../../../scripts/bootstrap/verify/verify';
import type { Answer } from '../../../support/bootstrap/answers';
import { LAB, sessionWith, thrown } from '../../../support/bootstrap/thrown';
import { faultsOf } from '../../../support/verify/context';

test('verify fails for a check that there is none of, and names those that there are', async () => {
  const work = (session: Session) =>
    verify(session, { ...session.options, only: ['foo'], skip: [''], topology: 'home-lab' });
  expect(await thrown({}, work)).toMatchInlineSnapshot(`

error AMB902: there is no check foo, ""
  cure: name some of: components, gateways, node-ports, routes, waypoints, discovery, membership, sidecars, sync, workloads, signing, sockets, reachable, routing, spread, sticky, certificates, passthrough, identities, plaintext

`);
});

test('a check of verify that cannot be made does not hold, and says why', async () => {
  const made = async (pods: Answer) => {
    const session = sessionWith({ [`${LAB} get pods`]: pods, kubectl: '' });
    const options = { ...session.options, only: ['membership'], skip: [], topology: 'intranet-internet' };
    return `\n${faultsOf((await verify(session, options)).checks.flatMap(({ outcomes }) => outcomes))}\n`;
  };
  expect(await made('no JSON')).toMatchInlineSnapshot(`

the check: could not be made: Unexpected token 'o', "no JSON" is not valid JSON
  cure: mend what the log says, or leave it out with --skip

`);
  expect(await made({ code: 1, stderr: 'error: You must be logged in to the server\n' })).toMatchInlineSnapshot(`

the check: kubectl get failed:
    error: You must be logged in to the server
  cure: mend what it names and run the same command again; what is done already stays

`);
});
