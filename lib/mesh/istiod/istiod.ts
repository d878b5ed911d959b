import { Construct } from 'constructs';
import { enforce } from '../../core/checks';
import { ISTIOD_CHECKS } from '../checks/component-checks';
import { toInjectorConfigMap } from '../injector/config-map';
import { addObjects, type Manifest } from '../manifest';
import { discoveryAddress, istiodLabels, istiodName, revisionLabel } from '../names';
import { tcp, toNetworkPolicy } from '../network-policy';
import type { ResolvedMesh } from '../spec';
import { toAutoscaler, toDisruptionBudget } from './autoscaling';
import { toDeployment } from './deployment';
import { toGatewayClassDefaults } from './gateway-classes';
import { toMeshConfigMap } from './mesh-config';
import { toIstiodRbac } from './rbac';
import { toReaderRbac } from './reader';
import { toRevisionTagServices, toService } from './service';
import { jwksConfigMapName } from './volumes';
import { toValidator } from './webhook';

/** Anyone may ask istiod for configuration, and the API server for validation. */
function toIstiodNetworkPolicy(mesh: ResolvedMesh): Manifest | undefined {
  if (!mesh.networkPolicies) {
    return undefined;
  }
  const metadata = { name: istiodName(mesh), namespace: mesh.namespace, labels: istiodLabels(mesh) };
  const pods = { app: 'istiod', 'istio.io/rev': revisionLabel(mesh) };
  return toNetworkPolicy(metadata, pods, [[tcp(15017)], [15010, 15011, 15012, 8080, 15014].map(tcp)]);
}

/** A further root certificate for JWKS servers. */
function toJwksRootCertificate(mesh: ResolvedMesh): Manifest | undefined {
  const certificate = mesh.istiod.jwksResolverExtraRootCA;
  if (certificate === undefined) {
    return undefined;
  }
  const labels = { 'app.kubernetes.io/name': 'istiod', 'istio.io/rev': revisionLabel(mesh) };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: jwksConfigMapName(mesh), namespace: mesh.namespace, labels },
    data: { 'extra.pem': certificate },
  };
}

/** The control plane: the chart `istiod`, save what is listed as left out. */
export class Istiod extends Construct {
  /** Where proxies find it, as `host:port`. */
  readonly discoveryAddress: string;

  constructor(scope: Construct, id: string, mesh: ResolvedMesh) {
    super(scope, id);
    enforce(this, ISTIOD_CHECKS, mesh);
    this.discoveryAddress = discoveryAddress(mesh);
    addObjects(this, {
      ...toIstiodRbac(mesh),
      ...toReaderRbac(mesh),
      MeshConfig: toMeshConfigMap(mesh),
      JwksRootCertificate: toJwksRootCertificate(mesh),
      Injector: toInjectorConfigMap(mesh),
      ...toGatewayClassDefaults(mesh),
      Service: toService(mesh),
      ...toRevisionTagServices(mesh),
      Deployment: toDeployment(mesh),
      Autoscaler: toAutoscaler(mesh),
      DisruptionBudget: toDisruptionBudget(mesh),
      NetworkPolicy: toIstiodNetworkPolicy(mesh),
      Validator: toValidator(mesh),
    });
  }
}
