import { type Finding, FindingsError, formatFindings, toFinding } from '../../../lib/core/findings';

const fault = { path: 'web/route', found: 'port 80', expected: 'a port of Service web', cure: 'set port to 8080' };
const FINDINGS: Finding[] = [
  toFinding('AMB900', 'info', fault),
  toFinding('AMB901', 'warning', fault),
  toFinding('AMB903', 'error', { ...fault, path: 'web/zone' }),
  toFinding('AMB903', 'error', fault),
  { id: 'AMB902', level: 'error', path: 'web/route', message: 'two lines\nof text' },
  { id: 'AMB902', level: 'error', path: '', message: 'of the app' },
];

describe('formatFindings', () => {
  it('puts errors first, then goes by construct path and id, whatever the order they come in', () => {
    expect(formatFindings(FINDINGS)).toMatchInlineSnapshot(`
4 errors, 1 warning, 1 info

error AMB902 at the app
  of the app

error AMB902 at web/route
  two lines
  of text

error AMB903 at web/route
  found port 80
  expected a port of Service web
  cure: set port to 8080

error AMB903 at web/zone
  found port 80
  expected a port of Service web
  cure: set port to 8080

warning AMB901 at web/route
  found port 80
  expected a port of Service web
  cure: set port to 8080

info AMB900 at web/route
  found port 80
  expected a port of Service web
  cure: set port to 8080
`);
    expect(formatFindings([...FINDINGS].reverse())).toBe(formatFindings(FINDINGS));
  });

  it('gives an error its text, its findings and what was thrown', () => {
    const cause = new Error('thrown');
    const error = new FindingsError([...FINDINGS, { id: 'AMB904', level: 'error', path: 'a', message: 'b', cause }]);
    expect(error.message).toBe(formatFindings(error.findings));
    expect(error.cause).toBe(cause);
    expect(error.name).toBe('FindingsError');
  });
});
