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

/** How a mesh gets to a cluster. */
export const DELIVERIES: readonly string[] = [
  '## Deliveries',
  '`delivery` of `AmbientSystem` says how the same mesh gets to the cluster. Values are mapped once (`toHelmValues`), and' +
    ' nested and renamed for Sail (`toSailValues`); what a delivery cannot be told is refused by the name of its prop.',
  'The official charts paste some texts into YAML without quotes, or without escapes. Those that would mean something else' +
    ' there, such as a cluster of the name `0123` or a variable that holds JSON, are refused by all but `manifests`.',
  [
    '| `delivery` | what is written | definitions of Istio | of Gateway API |',
    '| --- | --- | --- | --- |',
    '| `manifests` (default) | every object, in plain YAML | left to you | left to you |',
    '| `helm` | what helm renders of the official charts; needs helm, and the network or a folder of charts | left to you | left to you |',
    '| `flux` | a source and four HelmReleases, one after the other | the release `istio-base` | a source and a Kustomization that is never pruned |',
    '| `sail` | `Istio`, `IstioCNI`, `ZTunnel`, tags; optionally the operator | the operator | left to you |',
  ].join('\n'),
  'OpenShift and GKE bring the definitions of Gateway API themselves. `definitionsLeft` of a system says what is left.',
  'With Flux, what uses definitions has to wait for them: `npm run kustomize` writes, beside the folder, two Kustomizations' +
    ' of Flux, the second of which waits for the first (`npm run kustomize -- --help`). It also writes a' +
    ' `kustomization.yaml` that keeps the order, for `kubectl apply --server-side -k .`.',
];

/** How a minor comes into the table. */
export const ADDING_A_MINOR: readonly string[] = [
  '## Adding a minor',
  [
    '1. Add a row to `VERSIONS` in `lib/mesh/versions.ts`, what rules read of it to `lib/rules/model/istio-minors.ts`,' +
      ' and the minor to `IstioMinor`. Start from the rows before. `sail` is the newest patch that the operator installs,' +
      ' if any; Flux and helm take a version as it is.',
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
