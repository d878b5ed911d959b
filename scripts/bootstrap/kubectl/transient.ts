/** A group of complaints after which the same call may succeed, and for how long it is worth trying. */
interface Passing {
  readonly seconds: number;
  readonly patterns: readonly RegExp[];
}

/** The API server is not there, is starting, or is overrun. */
const UNREACHABLE: Passing = {
  seconds: 120,
  patterns: [
    /connection refused|connection to the server .* was refused/i,
    /connection reset by peer|unexpected EOF|: EOF\b/i,
    /i\/o timeout|TLS handshake timeout|context deadline exceeded/i,
    /http2: (client connection lost|server sent GOAWAY)/i,
    /no end within \d/, // ours: the call took too long and was ended
    /etcdserver: |leader changed/i,
    /\((ServiceUnavailable|TooManyRequests|Timeout)\)|the server is currently unable|apiserver not ready/i,
  ],
};

/** What the call needs is on its way. */
const ON_ITS_WAY: Passing = {
  seconds: 90,
  patterns: [
    /failed calling webhook/i, // the pod behind it does not listen yet
    /the object has been modified/i,
    /is being terminated/i, // a namespace of an earlier run that is still going
  ],
};

/** The API server does not serve yet what it was told a moment ago. */
const UNKNOWN_YET: Passing = {
  seconds: 20,
  patterns: [/no matches for kind|doesn't have a resource type|could not find the requested resource/i],
};

const matches = (stderr: string) => (group: Passing) => group.patterns.some(pattern => pattern.test(stderr));

/**
 * For how many seconds a call that complained so is worth trying again; 0 where it is not.
 * @param settled whether the API server knows all that it will know
 */
export function patienceFor(stderr: string, settled = false): number {
  const groups = settled ? [UNREACHABLE, ON_ITS_WAY] : [UNREACHABLE, ON_ITS_WAY, UNKNOWN_YET];
  return groups.find(matches(stderr))?.seconds ?? 0;
}

/** Whether the cluster did not answer at all. */
export const isUnreachable = (stderr: string): boolean => matches(stderr)(UNREACHABLE);
