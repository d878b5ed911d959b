import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingEntries, platformOf } from '../../../scripts/complete-lock';

test('package-lock.json has an entry for every platform, so that npm ci works on all of them', () => {
  const lock = readFileSync(join(__dirname, '..', '..', '..', 'package-lock.json'), 'utf8');
  expect(missingEntries(JSON.parse(lock))).toEqual({});
});

test('an entry is made of what wants it and of its name', () => {
  const packages = { 'node_modules/a': { dev: true, optionalDependencies: { '@a/a-linux-x64-musl': '^1.2.3' } } };
  expect(missingEntries({ packages })).toEqual({
    'node_modules/@a/a-linux-x64-musl': {
      version: '1.2.3',
      dev: true,
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
    },
  });
});

test.each([
  ['@swc/core-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
  ['@swc/core-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['@swc/core-win32-ia32-msvc', { os: ['win32'], cpu: ['ia32'] }],
])('%s runs on %j', (name, platform) => expect(platformOf(name)).toEqual(platform));
