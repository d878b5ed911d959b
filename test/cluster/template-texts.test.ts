import { useDeployment } from '../support/deploy-gateway';

describe('a Gateway of a mesh with a template of its own', () => {
  const { deploy } = useDeployment();

  test('is deployed from a text that takes the place of ours, with the values that official texts read', () => {
    const text = `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .ServiceAccount | quote }}
  namespace: {{ .Namespace | quote }}
  annotations:
    {{- toJsonMap (strdict
      "hub" .Values.global.hub
      "account" (printf "istiod%s.%s" .Values.revision .Values.global.istioNamespace)
      "limits" (toYaml (omitNil .Values.global.proxy.resources.limits))
      "network" (valueOrDefault .Values.global.network "none")
      "trusts" (eq ((.Values.pilot).env).ENABLE_CLUSTER_TRUST_BUNDLE_API true | toString)
    ) | nindent 4 }}
`;
    expect(deploy({ mesh: { templates: { 'kube-gateway': text } } })).toMatchObject([
      {
        kind: 'ServiceAccount',
        metadata: {
          name: 'edge-istio',
          annotations: {
            hub: 'docker.io/istio',
            account: 'istiod.istio-system',
            limits: 'cpu: 2000m\nmemory: 1024Mi\n',
            network: 'none',
            trusts: 'false',
          },
        },
      },
    ]);
  });

  test('fails where a text cannot be a template, as it does in istiod', () => {
    expect(() => deploy({ mesh: { templates: { 'kube-gateway': '{{ if }}' } } })).toThrow(
      'template kube-gateway: template: inject:1: missing value for if',
    );
  });
});
