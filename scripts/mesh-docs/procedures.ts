import { toCrdSources } from '../../lib/mesh/crd-sources';
import { resolveMesh } from '../../lib/mesh/spec';
import type { IstioVersion } from '../../lib/mesh/versions';
import type { AmbientSystemProps } from '../../lib/stacks/system';

/** Something that is done to a cluster: what is changed in the project, if anything, then commands of a shell. */
export interface Step {
  readonly says: string;
  /** The props of the system from this step on. */
  readonly props?: AmbientSystemProps;
  readonly commands: readonly string[];
}

export interface Procedure {
  readonly title: string;
  readonly says: string;
  /** What is installed when it begins. */
  readonly from: AmbientSystemProps;
  readonly steps: readonly Step[];
}

const [OLD, NEW]: readonly IstioVersion[] = ['1.30.5', '1.31.1'];
const SECOND = { revision: '1-31-1', version: NEW } as const;
const APPLY = 'kubectl apply --server-side --force-conflicts';

const definitions = (version: IstioVersion) => {
  const { gatewayApi, istio } = toCrdSources(resolveMesh({ version }));
  return [gatewayApi, istio];
};
const applied = (urls: readonly string[]) => urls.map(url => `kubectl apply --server-side --force-conflicts -f ${url}`);

const waitFor = (workload: string) => `kubectl -n istio-system rollout status ${workload} --timeout=5m`;

/** istiod before the agents, which may be a minor older than it and not newer, then everything that is left. */
const IN_ORDER = [
  `${APPLY} -f dist/*-istiod.k8s.yaml`,
  waitFor('deployment/istiod'),
  `${APPLY} -f dist/*-istio-cni.k8s.yaml`,
  waitFor('daemonset/istio-cni-node'),
  `${APPLY} -f dist/*-ztunnel.k8s.yaml`,
  waitFor('daemonset/ztunnel'),
  `${APPLY} -f dist`,
];

export const INSTALLATION: Procedure = {
  title: 'Install',
  says: 'Definitions first, then the folder, whose files are numbered in apply order.',
  from: {},
  steps: [
    { says: 'Apply the definitions.', commands: applied(definitions(OLD)) },
    {
      says: 'Apply the folder.',
      props: { mesh: { version: OLD } },
      commands: [`${APPLY} -f dist`, waitFor('daemonset/ztunnel')],
    },
  ],
};

export const IN_PLACE: Procedure = {
  title: 'Upgrade in place',
  says:
    'One minor at a time. Traffic of a node pauses while its ztunnel is replaced: for none at all, upgrade node by node,' +
    ' or bring in new nodes.',
  from: { mesh: { version: OLD } },
  steps: [
    {
      says: 'Apply the definitions of the new version, which the old istiod can read too.',
      commands: applied(definitions(NEW)),
    },
    {
      says: 'Change the version, and apply what comes of it in the order of an upgrade: istiod, istio-cni, ztunnel.',
      props: { mesh: { version: NEW } },
      commands: IN_ORDER,
    },
  ],
};

export const BY_REVISION: Procedure = {
  title: 'Upgrade by a second istiod',
  says:
    'Gateways and waypoints move to the new istiod namespace by namespace, by the label `istio.io/rev` with a tag. ztunnel' +
    ' and istio-cni are once on a node, and follow last.',
  from: { mesh: { version: OLD, revisionTags: ['stable'] } },
  steps: [
    { says: 'Apply the definitions of the new version.', commands: applied(definitions(NEW)) },
    {
      says: 'Add the second istiod, with a tag for those that try it.',
      props: { mesh: { version: OLD, revisionTags: ['stable'] }, revisions: [{ ...SECOND, revisionTags: ['canary'] }] },
      commands: [`${APPLY} -f dist`, waitFor('deployment/istiod-1-31-1')],
    },
    {
      says: 'Have a namespace try it: its gateways and waypoints are deployed again by the new istiod. `istio.io/rev-` takes it back.',
      commands: ['kubectl label namespace app istio.io/rev=canary --overwrite'],
    },
    {
      says: 'When all is well, move the tag that the others chose.',
      props: { mesh: { version: OLD }, revisions: [{ ...SECOND, revisionTags: ['stable', 'canary'] }] },
      commands: [`${APPLY} -f dist`],
    },
    {
      says: "Upgrade the mesh's own istiod, which ztunnel and whoever chose nothing still use, and the agents.",
      props: { mesh: { version: NEW }, revisions: [{ ...SECOND, revisionTags: ['stable', 'canary'] }] },
      commands: IN_ORDER,
    },
    {
      says: 'Move the tags back.',
      props: { mesh: { version: NEW, revisionTags: ['stable', 'canary'] }, revisions: [SECOND] },
      commands: [`${APPLY} -f dist`],
    },
    {
      says: 'Remove the second istiod, and its line from the project.',
      commands: ['kubectl delete -f dist/*-istiod-1-31-1.k8s.yaml'],
    },
    {
      says: 'Apply what is left.',
      props: { mesh: { version: NEW, revisionTags: ['stable', 'canary'] } },
      commands: [`${APPLY} -f dist`],
    },
  ],
};

export const REMOVAL: Procedure = {
  title: 'Remove',
  says: 'Last in, first out: namespaces leave the mesh while istio-cni is there to let their pods go.',
  from: { mesh: { version: NEW } },
  steps: [
    {
      says: 'Take every namespace out of the mesh.',
      commands: ['kubectl label namespace --selector istio.io/dataplane-mode=ambient istio.io/dataplane-mode-'],
    },
    {
      says: 'Delete what was applied, from the last file to the first. Move files of apps that are to stay out of the folder before.',
      commands: ['for file in $(ls -r dist/*.yaml); do kubectl delete --ignore-not-found -f "$file"; done'],
    },
    {
      says: 'Delete what istiod left in namespaces that stay.',
      commands: ['kubectl delete configmap --all-namespaces --selector istio.io/config=true'],
    },
    {
      says: 'Delete the definitions where nothing else uses them: every Gateway and route of the cluster goes with them.',
      commands: definitions(NEW).map(url => `kubectl delete --ignore-not-found -f ${url}`),
    },
  ],
};

export const PROCEDURES: readonly Procedure[] = [INSTALLATION, IN_PLACE, BY_REVISION, REMOVAL];
