// Lets Node run TypeScript: node --require ./scripts/register.js main.ts
// Types are not checked here (`npm run types` does); ts-node and SWC are loaded only for what is not in the cache.
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { TranspileCache } = require('./transpile-cache');

const root = path.join(__dirname, '..');

let compiler;

/** ts-node takes stack traces over, and would know the lines of what it transpiled in this run only. */
function createCompiler() {
  const { prepareStackTrace } = Error;
  const created = require('ts-node').create({ cwd: root });
  Error.prepareStackTrace = prepareStackTrace;
  return created;
}

/** By ts-node as tsconfig.json has it. */
function compile(source, filename) {
  try {
    compiler ??= createCompiler();
    return compiler.compile(source, filename);
  } catch (thrown) {
    // SWC and ts-node append the stacks of their own programs
    return refuse(thrown.message.split(/\s+Caused by:\n/)[0].trim());
  }
}

/** Ends with a message. As long as the program is loading nobody can catch an error, and Node would print its stack. */
function refuse(message) {
  if (process.mainModule?.loaded) throw Object.assign(new Error(message), { stack: message });
  console.error(`error: ${message}`);
  process.exit(1);
}

/** With a source map that names the file without its place. */
function transpile(source, filename) {
  const [code, map] = compile(source, filename).split(/^\/\/# sourceMappingURL=data:.*?base64,/m);
  if (map === undefined) return code;
  const { version, names, mappings } = JSON.parse(Buffer.from(map, 'base64').toString());
  const moved = JSON.stringify({ version, sources: [path.basename(filename)], names, mappings });
  return `${code}//# sourceMappingURL=data:application/json;base64,${Buffer.from(moved).toString('base64')}\n`;
}

function openCache() {
  try {
    return new TranspileCache(root, transpile);
  } catch (thrown) {
    return refuse(thrown.code === 'MODULE_NOT_FOUND' ? 'the packages are not installed: run npm ci' : thrown.message);
  }
}

const cache = openCache();
const loadJavaScript = Module._extensions['.js'];

Module._extensions['.ts'] = (module, filename) => {
  module._compile(cache.get(fs.readFileSync(filename, 'utf8'), filename), filename);
};

// Stack traces name lines of TypeScript. The maps that packages carry are megabytes, and nobody reads them.
Module._extensions['.js'] = (module, filename) => {
  process.setSourceMapsEnabled(false);
  try {
    loadJavaScript(module, filename);
  } finally {
    process.setSourceMapsEnabled(true);
  }
};
process.setSourceMapsEnabled(true);

// Of Node 22 and later: keeps what V8 made of the packages.
Module.enableCompileCache?.();
