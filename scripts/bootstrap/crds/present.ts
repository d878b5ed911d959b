import { DEFINITIONS, PART_OF } from '../apply-set/apply-set';
import type { Kubectl } from '../kubectl/kubectl';
import { GATEWAY_API } from '../plan/gateways';

/** A custom resource definition on the cluster. */
export interface Present {
  /** For example `httproutes.gateway.networking.k8s.io`. */
  readonly name: string;
  /** Whether `up` created it. */
  readonly ours: boolean;
  /** Release of Gateway API, such as `1.6.1`; empty where it does not say. */
  readonly bundle: string;
  readonly channel: string;
  readonly established: boolean;
  /** Versions that the API server serves. */
  readonly served: readonly string[];
}

const escaped = (key: string): string => key.replaceAll('.', '\\.');

/** A line for each definition, its parts between tabs: what is asked for and no more, since each is up to 400 kB. */
const TEMPLATE = [
  '{.metadata.name}',
  `{.metadata.labels.${escaped(PART_OF)}}`,
  `{.metadata.annotations.${escaped(`${GATEWAY_API}/bundle-version`)}}`,
  `{.metadata.annotations.${escaped(`${GATEWAY_API}/channel`)}}`,
  '{.status.conditions[?(@.type=="Established")].status}',
  '{.spec.versions[?(@.served==true)].name}',
].join('{"\\t"}');

/** Every definition on the cluster, by name. */
export async function presentDefinitions(kubectl: Kubectl): Promise<ReadonlyMap<string, Present>> {
  const path = `jsonpath={range .items[*]}${TEMPLATE}{"\\n"}{end}`;
  return parsePresent(await kubectl.text(['get', 'customresourcedefinitions', '-o', path]));
}

/** Reads the lines of that template. */
export function parsePresent(text: string): ReadonlyMap<string, Present> {
  const lines = text.split('\n').filter(line => line !== '');
  return new Map(
    lines.map(line => {
      const [name, partOf, bundle, channel, established, served = ''] = line.split('\t');
      const present = {
        name,
        ours: partOf === DEFINITIONS.id,
        bundle: bundle.replace(/^v/, ''),
        channel,
        established: established === 'True',
        served: served.split(' ').filter(version => version !== ''),
      };
      return [name, present];
    }),
  );
}
