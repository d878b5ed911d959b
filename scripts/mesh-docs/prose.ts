/** What docs/mesh.md says before its tables. */
export const INTRODUCTION: readonly string[] = [
  '# The mesh',
  'Every prop of `AmbientMesh`, also as `mesh` of `AmbientSystem`: what it is, where it stands in the values of the' +
    ' official charts, its default, and the minors that know it; on others anything but the default is' +
    ' refused. Written by `npm run docs` from the interfaces and their docstrings in `lib/mesh`; a test compares it with them.',
  'Presets are props to lay others over: `laptop`, `development`, `production`, as in' +
    " `withPreset(production, { revision: 'canary' })`. Maps are merged at every depth, lists replaced, and `null` takes" +
    ' away what the preset sets.',
  'The environment, or a file `.env`, lies over what a topology says: `ISTIO_ENABLED` (`false` leaves out the mesh,' +
    ' Gateways, routes, policies and labels), `ISTIO_VERSION`, `ISTIO_CONTROL_PLANE_MEMORY` and' +
    ' `ISTIO_DATAPLANE_MEMORY` (request and limit), `ISTIO_GATEWAY_REPLICAS`, `ISTIO_TELEMETRY_ENABLED`,' +
    ' `ISTIO_ACCESS_LOGS`, and `METALLB_POOL` (ranges of addresses, with commas between).',
];

/** How a minor comes into the table. */
export const ADDING_A_MINOR: readonly string[] = [
  '## Adding a minor',
  [
    '1. Add a row to `VERSIONS` in `lib/mesh/versions.ts`, what rules read of it to `lib/rules/model/istio-minors.ts`, and the minor to `IstioMinor`. Start from the rows before.',
    '2. Put its charts beside the others (`npm run conformance -- --help` says how) and run' +
      ' `CHARTS_DIR=… npm run conformance`. It prints each field in which our objects differ from the charts, with the' +
      ' prop that causes it.',
    '3. For what the charts do otherwise from this minor on, add a fact to `Knowledge` and have the component ask it;' +
      ' components never compare versions. A prop that older minors lack gets a line in `NEEDS`' +
      ' (`lib/mesh/checks/version-checks.ts`).',
    '4. Move `DEFAULT_VERSION` when the minor is to be the default, and pin its definitions (see [crds.md](crds.md)).',
    '5. `npm test -- -u`, read the changed snapshots, then `npm run docs`.',
  ].join('\n'),
];
