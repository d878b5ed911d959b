// All snapshots lie in the top-level __snapshots__, in the same folders as their tests.
const { join, relative, sep } = require('node:path');
const root = join(__dirname, '..', '..');

module.exports = {
  resolveSnapshotPath: (test, extension) =>
    join(root, '__snapshots__', relative(join(root, 'test'), test).replace(/\.test\.ts$/, extension)),
  resolveTestPath: (snapshot, extension) =>
    join(root, 'test', `${relative(join(root, '__snapshots__'), snapshot).slice(0, -extension.length)}.test.ts`),
  testPathForConsistencyCheck: ['', 'test', 'unit', 'example.test.ts'].join(sep).replace(/^/, root),
};
