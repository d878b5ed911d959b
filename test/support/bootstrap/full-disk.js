// Loaded before a program: the disk is full for files whose path the expression FULL_DISK fits; they end in the middle.
const fs = require('node:fs');

const isFull = new RegExp(process.env.FULL_DISK);
const paths = new Map();
const { openSync, writeFileSync } = fs;

fs.openSync = (path, ...rest) => {
  const handle = openSync(path, ...rest);
  paths.set(handle, String(path));
  return handle;
};

fs.writeFileSync = (target, content, ...rest) => {
  const path = paths.get(target) ?? String(target);
  if (!isFull.test(path)) return writeFileSync(target, content, ...rest);
  writeFileSync(target, content.slice(0, content.length / 2), ...rest);
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    errno: -28,
    syscall: 'write',
  });
};
