const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** One folder for all that tests leave in the temporary one: each of cdk8s's testing apps makes a folder there. */
module.exports = () => {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'ambient-tests-'));
};
