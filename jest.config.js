// Two projects: `unit` runs anywhere in seconds; `cluster` needs a real Kubernetes API and the tools of `.ci/run`.
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }],
  },
  globalSetup: './test/support/temporary-folder.js',
  globalTeardown: './test/support/temporary-folder-removal.js',
  snapshotResolver: './test/support/snapshot-resolver.js',
  snapshotSerializers: ['./test/support/plain-text-serializer.js'],
};

module.exports = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
    { ...shared, displayName: 'cluster', testMatch: ['<rootDir>/test/cluster/**/*.test.ts'] },
  ],
  reporters: ['default', './test/support/closing-line-reporter.js'],
};
