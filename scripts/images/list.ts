import { Testing } from 'cdk8s';
import { PROMETHEUS } from '../../lib/addons/images';
import { toBookinfoRepository } from '../../lib/app/bookinfo/service';
import { BOOKINFO_SERVICES } from '../../lib/app/bookinfo/services';
import { BOOKINFO, HTTP_ECHO, NGINX } from '../../lib/app/images';
import { AmbientMesh } from '../../lib/mesh/ambient-mesh';
import { imageReference } from '../../lib/mesh/images';
import type { PinnedImage } from '../../lib/workload/image';

/** A group of images, as the document shows them. */
export interface ImageGroup {
  readonly title: string;
  readonly images: readonly PinnedImage[];
}

/** Every image that is run by default. */
export function listImages(): ImageGroup[] {
  return [
    { title: 'Istio', images: meshImages() },
    { title: 'Apps', images: [NGINX, HTTP_ECHO, ...bookinfoImages()] },
    { title: 'Add-ons', images: [PROMETHEUS] },
  ];
}

function meshImages(): PinnedImage[] {
  const { spec } = new AmbientMesh(Testing.chart(), 'Mesh');
  const charts = `https://github.com/istio/istio/tree/${spec.version}/manifests/charts`;
  const proof = 'every object is compared with what the official charts render';
  const row = (image: string, why: string, chart: string): PinnedImage => {
    const [repository, tag] = imageReference(spec, { image }).split(/:(?=[^:/]*$)/);
    return { repository, tag, why, proof, source: `${charts}/${chart}` };
  };
  return [
    row(spec.istiod.image, 'istiod, the control plane', 'istio-control/istio-discovery'),
    row(spec.cni.image, 'istio-cni, which puts pods into the mesh on every node', 'istio-cni'),
    row(spec.ztunnel.image, 'ztunnel, which carries the traffic of every node', 'ztunnel'),
    {
      ...row(spec.proxy.image, 'the proxy of gateways and waypoints', 'istio-control/istio-discovery/files'),
      proof: 'the templates give what the official ones give, for every recorded Gateway',
    },
  ];
}

function bookinfoImages(): PinnedImage[] {
  const { repository: hub, tag, source } = BOOKINFO;
  return BOOKINFO_SERVICES.flatMap(({ name, versions, why, sources }) =>
    versions.map(version => ({
      repository: toBookinfoRepository(hub, name, version),
      tag,
      source,
      why: `\`Bookinfo\`: ${why}`,
      proof: `not run here; read in ${sources.map(url => `[${url.replace(/.*\//, '')}](${url})`).join(', ')}`,
    })),
  );
}
