/** What is wrong with the value of an annotation, as what it must be; undefined where nothing is. */
export type ValueCheck = (value: string) => string | undefined;

const CODES = [301, 302, 303, 307, 308] as const;

export type RedirectCode = (typeof CODES)[number];

/** Words that the controller takes for yes and no. @see https://pkg.go.dev/strconv#ParseBool */
const YES = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const NO = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** Whether a value means yes. */
export const isYes = (value: string | undefined): boolean => value !== undefined && YES.includes(value);

/** nginx puts the path and the query of the request in its place. */
const REQUEST_URI = /\$request_uri$/;

/** Where a redirect leads: what is left of a URL, and whether path and query of the request are behind it. */
export function toTarget(value: string): { readonly url: URL; readonly keepsPath: boolean } {
  return { url: new URL(value.replace(REQUEST_URI, '')), keepsPath: REQUEST_URI.test(value) };
}

function isTarget(value: string): boolean {
  const fixed = value.replace(REQUEST_URI, '');
  if (!URL.canParse(fixed) || fixed.includes('$')) return false;
  const { protocol, pathname, search } = new URL(fixed);
  return /^https?:$/.test(protocol) && (fixed === value || (pathname === '/' && !fixed.endsWith('/') && search === ''));
}

const check =
  (holds: (value: string) => boolean, expected: string): ValueCheck =>
  value =>
    holds(value) ? undefined : expected;

export const anything: ValueCheck = () => undefined;
export const mustBeYesOrNo = check(value => [...YES, ...NO].includes(value), 'true or false');
export const mustBeNumber = check(value => /^\d+$/.test(value), 'a whole number');
export const mustBeLiteral = check(value => !value.includes('$'), 'text without variables of nginx');
export const mustBePath = check(
  value => /^\/[^$]*$/.test(value),
  'a path that begins with /, without variables of nginx',
);
export const mustBeCookie = check(value => value === 'cookie', 'cookie: there is no other');
export const mustBeHttp = check(value => value.toUpperCase() === 'HTTP', 'HTTP, which is what a gateway speaks');
export const mustBeCode = check(
  value => (CODES as readonly number[]).includes(Number(value)),
  `one of ${CODES.join(', ')}`,
);
export const mustBeTarget = check(
  isTarget,
  'a URL of http or https without variables of nginx, save $request_uri right behind the host',
);
