// A cache of transpiled sources, keyed by content: a changed source, option, compiler or Node has another key.
const { createHash, randomBytes } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const NAME = 'cdk8s-istio-ambient';
const COMPILERS = ['ts-node', '@swc/core', 'typescript'];

const sha256 = (...parts) => createHash('sha256').update(parts.join('\0')).digest('hex');

/** What a source is transpiled to, from the cache or by `transpile`, whose result is then kept. */
class TranspileCache {
  constructor(root, transpile) {
    const versions = COMPILERS.map(name => require(`${name}/package.json`).version);
    const options = [fs.readFileSync(path.join(root, 'tsconfig.json'), 'utf8'), ...optionsOf(process.env)];
    this.environment = sha256(process.version, ...versions, ...options);
    this.folder = usableFolder(root);
    this.transpile = transpile;
  }

  get(source, filename) {
    if (this.folder === undefined) return this.transpile(source, filename);
    // The name of the file is in its source map, its place is not.
    const entry = path.join(this.folder, `${sha256(this.environment, path.basename(filename), source)}.js`);
    const kept = read(entry);
    if (kept !== undefined) return kept;
    const code = this.transpile(source, filename);
    write(entry, code);
    return code;
  }
}

/** ts-node takes options from variables too. */
function optionsOf(env) {
  const names = Object.keys(env).filter(name => name.startsWith('TS_NODE_'));
  return names.sort().map(name => `${name}=${env[name]}`);
}

/** An entry is its own checksum and the code; one that is damaged counts as absent. */
function read(entry) {
  try {
    const text = fs.readFileSync(entry, 'utf8');
    const code = text.slice(65);
    return text.startsWith(`${sha256(code)}\n`) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Under a name of its own first, so that nobody reads half an entry. A cache that cannot be written is only slow. */
function write(entry, code) {
  const draft = `${entry}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    fs.writeFileSync(draft, `${sha256(code)}\n${code}`);
    fs.renameSync(draft, entry);
  } catch {
    fs.rmSync(draft, { force: true });
  }
}

/** Beside the installed packages; else in the folder for temporary files, if it is this user's alone; else nowhere. */
function usableFolder(root) {
  const beside = path.join(root, 'node_modules', '.cache', NAME);
  const temporary = path.join(os.tmpdir(), `${NAME}-${process.getuid?.() ?? ''}`);
  if (isWritable(beside)) return beside;
  return isWritable(temporary) && isPrivate(temporary) ? temporary : undefined;
}

function isWritable(folder) {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isPrivate(folder) {
  const { uid, mode } = fs.lstatSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

module.exports = { TranspileCache };
