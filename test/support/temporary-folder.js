const { chmodSync, mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** One folder for all that tests leave in the temporary one: each of cdk8s's testing apps makes a folder there. */
module.exports = () => {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-tests-'));
  // as the temporary folder itself: some tests run servers as users without privileges
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
};
