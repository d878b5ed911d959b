import { describeKey, groupOf, keyOf } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { at, textOf } from './model/fields';

/** API versions that no cluster of Kubernetes 1.32 serves any more, and what took their place. */
const REMOVED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'extensions/v1beta1': {
    Deployment: 'apps/v1',
    DaemonSet: 'apps/v1',
    ReplicaSet: 'apps/v1',
    Ingress: 'networking.k8s.io/v1',
    NetworkPolicy: 'networking.k8s.io/v1',
  },
  'apps/v1beta1': { Deployment: 'apps/v1', StatefulSet: 'apps/v1' },
  'apps/v1beta2': { Deployment: 'apps/v1', DaemonSet: 'apps/v1', ReplicaSet: 'apps/v1', StatefulSet: 'apps/v1' },
  'networking.k8s.io/v1beta1': { Ingress: 'networking.k8s.io/v1', IngressClass: 'networking.k8s.io/v1' },
  'policy/v1beta1': { PodDisruptionBudget: 'policy/v1', PodSecurityPolicy: 'Pod Security labels of the namespace' },
  'batch/v1beta1': { CronJob: 'batch/v1' },
  'autoscaling/v2beta1': { HorizontalPodAutoscaler: 'autoscaling/v2' },
  'autoscaling/v2beta2': { HorizontalPodAutoscaler: 'autoscaling/v2' },
  'discovery.k8s.io/v1beta1': { EndpointSlice: 'discovery.k8s.io/v1' },
  'scheduling.k8s.io/v1beta1': { PriorityClass: 'scheduling.k8s.io/v1' },
  'apiextensions.k8s.io/v1beta1': { CustomResourceDefinition: 'apiextensions.k8s.io/v1' },
  'admissionregistration.k8s.io/v1beta1': {
    MutatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
    ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
  },
  'rbac.authorization.k8s.io/v1beta1': {
    ClusterRole: 'rbac.authorization.k8s.io/v1',
    ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
    Role: 'rbac.authorization.k8s.io/v1',
    RoleBinding: 'rbac.authorization.k8s.io/v1',
  },
  'storage.k8s.io/v1beta1': { StorageClass: 'storage.k8s.io/v1', CSIDriver: 'storage.k8s.io/v1' },
};

/** Every minor of Kubernetes that Istio still supports has dropped these. */
export const kubernetesApiIsServed: Rule = {
  id: 'AMB805',
  doc: 'objects are in API versions that Kubernetes still serves',
  why: 'the API server does not know the kind in that version: the whole apply fails',
  see: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  level: 'error',
  *faults(index) {
    for (const source of index.all) {
      const { apiVersion, kind } = source.object;
      if (typeof apiVersion !== 'string' || groupOf(apiVersion) === '') continue;
      const instead = textOf(at(REMOVED, apiVersion, kind));
      if (instead === undefined) continue;
      yield fault(
        { source },
        `${describeKey(keyOf(source.object))} in ${apiVersion}, which no supported Kubernetes serves`,
        instead,
        instead.includes('/') ? `use ${instead}, and what its version calls the fields` : `use ${instead}`,
      );
    }
  },
};
