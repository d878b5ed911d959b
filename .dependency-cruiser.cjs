// One line of layers, top to bottom: a file may import from its own layer and from those below it.
const layers = require('./layers.json').map(layer => layer.path);
const within = paths => paths.map(path => `^${path.replace('.', '\\.')}($|/)`).join('|');

module.exports = {
  forbidden: [
    ...layers.slice(1).map((layer, index) => ({
      name: `${layer} looks down only`,
      severity: 'error',
      from: { path: within([layer]) },
      to: { path: within(layers.slice(0, index + 1)) },
    })),
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no orphans', severity: 'error', from: { orphan: true, path: '^lib/' }, to: {} },
    { name: 'library is free of tests', severity: 'error', from: { path: '^(lib|scripts)/' }, to: { path: '^test/' } },
    {
      name: 'every file has a layer',
      severity: 'error',
      from: { pathNot: `${within(layers)}|^lib/index\\.ts$` },
      to: { path: '^lib/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
