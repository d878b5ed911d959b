package main

import (
	"bytes"
	"fmt"
	"strings"

	gateway "sigs.k8s.io/gateway-api/apis/v1"
)

// reconcile gives what istiod applies for the Gateways among the objects of a cluster.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go
// (Reconcile, configureIstioGateway, render)
func (m *mesh) reconcile(objects []object) ([]object, error) {
	result := []object{}
	for _, candidate := range objects {
		if candidate.kind() != "Gateway" {
			continue
		}
		gw := &gateway.Gateway{}
		if err := candidate.into(gw); err != nil {
			return nil, err
		}
		gw.UID = "00000000-0000-0000-0000-000000000000"
		applied, err := m.deploy(gw, objects)
		if err != nil {
			return nil, fmt.Errorf("gateway %s/%s: %w", gw.Namespace, gw.Name, err)
		}
		result = append(result, applied...)
	}
	return result, nil
}

func (m *mesh) deploy(gw *gateway.Gateway, existing []object) ([]object, error) {
	kind, known := m.findClass(gw, existing)
	if !known || !isManaged(gw) {
		return nil, nil
	}
	template := m.templates[kind.template]
	if template == nil {
		return nil, fmt.Errorf("no %q template defined", kind.template)
	}
	overlays, err := m.overlaysFor(gw, existing)
	if err != nil {
		return nil, err
	}
	input := m.input(gw, kind, existing)
	var rendered bytes.Buffer
	if err := template.Execute(&rendered, input); err != nil {
		return nil, err
	}
	documents, err := splitDocuments(rendered.Bytes())
	if err != nil {
		return nil, fmt.Errorf("%w in\n%s", err, rendered.String())
	}
	var result []object
	for _, document := range documents {
		complete, err := patched(document, overlays)
		if err != nil {
			return nil, err
		}
		if complete == nil || !mayWrite(complete, gw.Namespace, existing) {
			continue
		}
		if err := safeguard(complete, input); err != nil {
			return nil, err
		}
		labels := mapping(complete.metadata()["labels"])
		if labels == nil {
			labels = map[string]any{}
			complete.metadata()["labels"] = labels
		}
		labels["gateway.istio.io/managed"] = strings.ReplaceAll(kind.controller, "/", "-")
		result = append(result, stored(complete))
	}
	return result, nil
}

// safeguard refuses what istiod refuses to write. (apply of the same file)
func safeguard(written object, input templateInput) error {
	if written.namespace() != input.Namespace {
		return fmt.Errorf("%s: namespace %q is not the gateway's, %q", written.kind(), written.namespace(), input.Namespace)
	}
	name := written.name()
	if name != input.DeploymentName && name != input.ServiceAccount && !strings.HasPrefix(name, input.Name) {
		return fmt.Errorf("%s: name %q is neither %q nor %q", written.kind(), name, input.DeploymentName, input.ServiceAccount)
	}
	return nil
}

// mayWrite leaves alone what is there already and is not marked as istiod's. (canManage of the same file)
func mayWrite(written object, namespace string, existing []object) bool {
	for _, other := range existing {
		if other.kind() == written.kind() && other.name() == written.name() && other.namespace() == namespace {
			_, managed := other.label("gateway.istio.io/managed")
			return managed
		}
	}
	return true
}
