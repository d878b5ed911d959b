package main

import (
	"encoding/json"
	"fmt"
	"reflect"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	gateway "sigs.k8s.io/gateway-api/apis/v1"
	"sigs.k8s.io/yaml"
)

// overlayKind tells for a kind which key of the options patches it; an optional one exists only if it is patched.
type overlayKind struct {
	key      string
	optional bool
	schema   any
}

// https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go (applyOverlay)
var overlayKinds = map[string]overlayKind{
	"Deployment":              {key: "deployment", schema: &appsv1.Deployment{}},
	"Service":                 {key: "service", schema: &corev1.Service{}},
	"ServiceAccount":          {key: "serviceAccount", schema: &corev1.ServiceAccount{}},
	"HorizontalPodAutoscaler": {key: "horizontalPodAutoscaler", optional: true, schema: &autoscalingv2.HorizontalPodAutoscaler{}},
	"PodDisruptionBudget":     {key: "podDisruptionBudget", optional: true, schema: &policyv1.PodDisruptionBudget{}},
}

// overlaysFor are the defaults of the gateway class (the oldest ConfigMap labelled for it in istiod's namespace), then
// the options of the Gateway itself. (render, fetchParameters of the same file)
func (m *mesh) overlaysFor(gw *gateway.Gateway, objects []object) ([]map[string]string, error) {
	var result []map[string]string
	for _, candidate := range append(append([]object{}, m.objects...), objects...) {
		forClass, _ := candidate.label("gateway.istio.io/defaults-for-class")
		if candidate.kind() == "ConfigMap" && candidate.namespace() == m.systemNamespace &&
			forClass == string(gw.Spec.GatewayClassName) {
			result = append(result, candidate.data())
			break
		}
	}
	if gw.Spec.Infrastructure == nil || gw.Spec.Infrastructure.ParametersRef == nil {
		return result, nil
	}
	reference := gw.Spec.Infrastructure.ParametersRef
	if reference.Group != "" || reference.Kind != "ConfigMap" {
		return nil, fmt.Errorf("unknown infrastructure parameters type %s/%s", reference.Group, reference.Kind)
	}
	for _, candidate := range objects {
		if candidate.kind() == "ConfigMap" && candidate.namespace() == gw.Namespace && candidate.name() == reference.Name {
			return append(result, candidate.data()), nil
		}
	}
	return nil, fmt.Errorf("parametersRef names ConfigMap %s/%s, which does not exist", gw.Namespace, reference.Name)
}

// patched lays the overlays over an object by strategic merge patch; nothing comes back for an optional object that no
// overlay asks for. An overlay may not change what identifies the object.
func patched(original object, overlays []map[string]string) (object, error) {
	kind, known := overlayKinds[original.kind()]
	if !known {
		return nil, fmt.Errorf("unknown overlay kind %q", original.kind())
	}
	schema, err := strategicpatch.NewPatchMetaFromStruct(kind.schema)
	if err != nil {
		return nil, err
	}
	result, asked := original, false
	for _, overlay := range overlays {
		patch, found := overlay[kind.key]
		if !found {
			continue
		}
		asked = true
		patchObject := map[string]any{}
		if err := yaml.Unmarshal([]byte(patch), &patchObject); err != nil {
			return nil, fmt.Errorf("%s: %w", kind.key, err)
		}
		merged, err := strategicpatch.StrategicMergeMapPatchUsingLookupPatchMeta(copied(result), patchObject, schema)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind.key, err)
		}
		result = object(merged)
	}
	if kind.optional && !asked {
		return nil, nil
	}
	for _, field := range []string{"name", "namespace", "uid", "ownerReferences", "finalizers", "managedFields"} {
		if !reflect.DeepEqual(original.metadata()[field], result.metadata()[field]) {
			return nil, fmt.Errorf("%s: illegal change of metadata.%s", kind.key, field)
		}
	}
	return result, nil
}

func copied(original object) map[string]any {
	content, _ := json.Marshal(original)
	result := map[string]any{}
	_ = json.Unmarshal(content, &result)
	return result
}
