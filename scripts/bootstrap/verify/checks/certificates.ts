import { type Check, fails, holds } from '../check';
import { handshake } from '../http/handshake';
import { reasonOf } from '../http/request';

/** Every HTTPS listener, with the authority that its Secret names, or else those of the system. */
export const certificates: Check = {
  id: 'certificates',
  title: 'every HTTPS name shows a certificate for it, whose chain ends at a known authority',
  run: ({ endpoints, live }) =>
    Promise.all(
      endpoints
        .filter(({ protocol, tlsMode }) => protocol === 'HTTPS' || (protocol === 'TLS' && tlsMode === 'Terminate'))
        .map(async ({ host, port, hostname, secrets, gateway, listener }) => {
          const servername = hostname?.replace(/^\*\./, 'verify.') ?? 'localhost';
          const subject = `${servername}:${port} (${gateway}, listener ${listener})`;
          const cure = `which Secret does the listener name, and whose certificate is in it? ${secrets.join(', ')}`;
          try {
            const [namespace, name] = (secrets[0] ?? '/').split('/');
            const ca = await live.secretValue(namespace, name, 'ca.crt');
            const { authorized, why, names, chain, validTo } = await handshake({ host, port, servername, ca });
            const shown = `shows ${names.join(', ')} by ${chain.slice(1).join(' by ') || 'itself'}, until ${validTo}`;
            return authorized ? holds(subject, shown) : fails(subject, `${shown}: ${why}`, cure);
          } catch (error) {
            return fails(subject, reasonOf(error), `is the listener Programmed? ${cure}`);
          }
        }),
    ),
};
