package main

import (
	"fmt"
	"strings"

	meshconfig "istio.io/api/mesh/v1alpha1"
	corev1 "k8s.io/api/core/v1"
	gateway "sigs.k8s.io/gateway-api/apis/v1"
)

// templateInput is what a template sees, by the names and Go types of istiod; the Gateway's own fields are there too.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go
// (TemplateInput, derivedInput)
type templateInput struct {
	*gateway.Gateway
	GatewayClass              string
	DeploymentName            string
	ServiceAccount            string
	Ports                     []corev1.ServicePort
	ServiceType               corev1.ServiceType
	ClusterID                 string
	KubeVersion               int
	Revision                  string
	ProxyUID                  int64
	ProxyGID                  int64
	InfrastructureLabels      map[string]string
	InfrastructureAnnotations map[string]string
	GatewayNameLabel          string
	IsEastWestGateway         bool
	ControllerLabel           string
	ProxyImage                string
	ProxyConfig               *meshconfig.ProxyConfig
	MeshConfig                *meshconfig.MeshConfig
	Values                    map[string]any
}

func (m *mesh) input(gw *gateway.Gateway, kind class, objects []object) templateInput {
	name := gw.Name
	if kind.suffix {
		name = fmt.Sprintf("%s-%s", gw.Name, gw.Spec.GatewayClassName)
	}
	uid, gid := proxyIDs(gw.Namespace, objects)
	proxy := m.config.GetDefaultConfig()
	return templateInput{
		Gateway:                   gw,
		GatewayClass:              string(gw.Spec.GatewayClassName),
		DeploymentName:            orDefault(gw.Annotations["gateway.istio.io/name-override"], name),
		ServiceAccount:            orDefault(gw.Annotations["gateway.istio.io/service-account"], name),
		Ports:                     servicePorts(gw),
		ServiceType:               corev1.ServiceType(orDefault(gw.Annotations["networking.istio.io/service-type"], kind.serviceType)),
		ClusterID:                 m.clusterID,
		KubeVersion:               m.kubernetes,
		Revision:                  m.revision,
		ProxyUID:                  uid,
		ProxyGID:                  gid,
		InfrastructureLabels:      m.infrastructureLabels(gw),
		InfrastructureAnnotations: infrastructureAnnotations(gw),
		GatewayNameLabel:          "gateway.networking.k8s.io/gateway-name",
		IsEastWestGateway:         kind.controller == "istio.io/eastwest-controller",
		ControllerLabel:           kind.label,
		ProxyImage:                m.proxyImage(proxy, gw.Annotations),
		ProxyConfig:               proxy,
		MeshConfig:                m.config,
		Values:                    m.values,
	}
}

func orDefault(value, otherwise string) string {
	if value != "" {
		return value
	}
	return otherwise
}

// infrastructureLabels are those of spec.infrastructure, else the Gateway's; a gateway that is no waypoint is kept out
// of ztunnel unless it says otherwise, a waypoint is put on the mesh's network.
// (extractInfrastructureLabels, setLabelOverrides of the same file)
func (m *mesh) infrastructureLabels(gw *gateway.Gateway) map[string]string {
	labels := mergeMaps(gw.Labels)
	if infrastructure := gw.Spec.Infrastructure; infrastructure != nil && infrastructure.Labels != nil {
		labels = map[string]string{}
		for key, value := range infrastructure.Labels {
			labels[string(key)] = string(value)
		}
		dropReserved(labels)
	}
	className := string(gw.Spec.GatewayClassName)
	inMesh := strings.Contains(className, "waypoint") || strings.Contains(className, "east-west")
	_, onGateway := gw.Labels["istio.io/dataplane-mode"]
	_, onPods := labels["istio.io/dataplane-mode"]
	if !inMesh && !onGateway && !onPods {
		labels["istio.io/dataplane-mode"] = "none"
	}
	network := m.settings.Global.Network
	if _, chosen := gw.Labels["topology.istio.io/network"]; inMesh && !chosen && network != "" {
		labels["topology.istio.io/network"] = network
	}
	return labels
}

func infrastructureAnnotations(gw *gateway.Gateway) map[string]string {
	infrastructure := gw.Spec.Infrastructure
	if infrastructure == nil || infrastructure.Annotations == nil {
		return mergeMaps(gw.Annotations)
	}
	annotations := map[string]string{}
	for key, value := range infrastructure.Annotations {
		annotations[string(key)] = string(value)
	}
	dropReserved(annotations)
	return annotations
}

// dropReserved removes the keys of the Gateway API itself, which spec.infrastructure may not set.
func dropReserved(values map[string]string) {
	for key := range values {
		if strings.HasPrefix(key, "gateway.networking.k8s.io/") {
			delete(values, key)
		}
	}
}
