import { Construct } from 'constructs';
import type { Backend } from '../../gateway/backend';
import type { Workload } from '../../mesh/identity';
import type { RunAsUser } from '../../workload/container';
import { toReference } from '../../workload/image';
import { addDeployment, addService, addServiceAccount } from '../../workload/workload';
import { toMetadata, toSelector } from '../app-props';
import {
  BOOKINFO_HEALTH,
  BOOKINFO_PORT,
  type BookinfoName,
  type BookinfoServiceRow,
  type BookinfoVersion,
} from './services';

/** Where a Bookinfo runs, and from which images. */
export interface BookinfoPlace {
  readonly namespace: string;
  readonly hub: string;
  readonly tag: string;
  readonly replicas: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly runAsUser: RunAsUser;
}

/** The repository of a version's image. @see https://hub.docker.com/u/istio */
export function toBookinfoRepository(hub: string, name: BookinfoName, version: BookinfoVersion): string {
  return `${hub}/examples-bookinfo-${name}-${version}`;
}

/**
 * One service of Bookinfo: a ServiceAccount, a Service over all versions, and a Deployment and a Service for each
 * version, to which routes can split.
 */
export class BookinfoService extends Construct implements Backend, Workload {
  readonly serviceName: BookinfoName;
  readonly namespace: string;
  readonly port = BOOKINFO_PORT;

  /** metadata.name of the ServiceAccount: what policies know the pods of every version by. */
  readonly serviceAccountName: string;

  /** The label of the pods of every version. */
  readonly labels: Readonly<Record<string, string>>;

  /** The Service of each version. */
  readonly versions: Readonly<Partial<Record<BookinfoVersion, Backend>>>;

  constructor(scope: Construct, row: BookinfoServiceRow, place: BookinfoPlace) {
    super(scope, row.name);
    const { namespace, labels } = place;
    this.labels = toSelector({ name: row.name });
    this.serviceName = row.name;
    this.namespace = namespace;
    this.serviceAccountName = `bookinfo-${row.name}`;
    const app = { name: row.name, namespace, labels };
    const serviceAccount = addServiceAccount(this, toMetadata(app, this.serviceAccountName));
    const port = { name: 'http', number: BOOKINFO_PORT, targetPort: BOOKINFO_PORT };
    addService(this, 'Service', { metadata: toMetadata(app, row.name), selector: this.labels, port });

    const versions: Partial<Record<BookinfoVersion, Backend>> = {};
    for (const version of row.versions) {
      const part = { ...app, version };
      const metadata = toMetadata(part, `${row.name}-${version}`);
      const parts = new Construct(this, version);
      addDeployment(parts, 'Deployment', {
        metadata,
        selector: toSelector(part),
        serviceAccount,
        replicas: place.replicas,
        container: {
          name: row.name,
          image: toReference({ repository: toBookinfoRepository(place.hub, row.name, version), tag: place.tag }),
          command: row.command,
          env: row.env,
          port: { name: 'http', number: BOOKINFO_PORT },
          health: { ...BOOKINFO_HEALTH, startSeconds: row.startSeconds },
          resources: row.resources,
          runAsUser: place.runAsUser,
          mounts: row.mounts,
        },
      });
      addService(parts, 'Service', { metadata, selector: toSelector(part), port });
      versions[version] = { serviceName: metadata.name, namespace, port: BOOKINFO_PORT };
    }
    this.versions = versions;
  }
}
