const { rmSync } = require('node:fs');
const { basename, dirname } = require('node:path');

/** Removes the folder of `temporary-folder.js`; what a program still writes into stays, and fails no run. */
module.exports = () => {
  const folder = process.env.TMPDIR ?? '';
  if (!basename(folder).startsWith('ambient-tests-')) return;
  process.env.TMPDIR = dirname(folder);
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    console.warn(`${folder} is left: ${error.message}`);
  }
};
