const { rmSync } = require('node:fs');
const { basename } = require('node:path');

/** Removes the folder of `temporary-folder.js`. */
module.exports = () => {
  const folder = process.env.TMPDIR ?? '';
  if (basename(folder).startsWith('ambient-tests-')) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
};
