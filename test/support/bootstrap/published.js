// Loaded before a program: the files that crds.lock.json names are downloaded from the folder PUBLISHED.
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = process.env.PUBLISHED;
const { entries } = JSON.parse(readFileSync(join(__dirname, '../../../crds.lock.json'), 'utf8'));
const files = readdirSync(root, { recursive: true }).map(name => join(root, name));

/** Some releases have the same file: its hash tells. */
const isPublishedAs =
  ({ sha256, bytes }) =>
  file =>
    statSync(file).size === bytes && createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;

globalThis.fetch = async url => {
  const entry = entries.find(one => one.url === url);
  const file = entry && files.find(isPublishedAs(entry));
  return file === undefined ? new Response(null, { status: 404 }) : new Response(readFileSync(file));
};
