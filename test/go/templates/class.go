package main

import gateway "sigs.k8s.io/gateway-api/apis/v1"

// class is how istiod deploys the Gateways of one controller.
type class struct {
	controller  string
	label       string
	template    string
	serviceType string
	suffix      bool
}

// https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/config/kube/gatewaycommon/classinfo.go
var classes = map[string]class{
	"istio.io/gateway-controller": {
		controller: "istio.io/gateway-controller", label: "istio.io-gateway-controller",
		template: "kube-gateway", serviceType: "LoadBalancer", suffix: true,
	},
	"istio.io/mesh-controller": {
		controller: "istio.io/mesh-controller", label: "istio.io-mesh-controller",
		template: "waypoint", serviceType: "ClusterIP",
	},
	"istio.io/eastwest-controller": {
		controller: "istio.io/eastwest-controller", label: "istio.io-eastwest-controller",
		template: "waypoint", serviceType: "LoadBalancer",
	},
}

var builtinClasses = map[string]string{
	"istio":           "istio.io/gateway-controller",
	"istio-waypoint":  "istio.io/mesh-controller",
	"istio-east-west": "istio.io/eastwest-controller",
}

// findClass prefers a GatewayClass object over the names that istiod knows by itself; east-west needs multi-network.
func (m *mesh) findClass(gw *gateway.Gateway, objects []object) (class, bool) {
	name := string(gw.Spec.GatewayClassName)
	controller := builtinClasses[name]
	for _, candidate := range objects {
		if candidate.kind() == "GatewayClass" && candidate.name() == name {
			controller = text(mapping(candidate["spec"])["controllerName"])
		}
	}
	if controller == "istio.io/eastwest-controller" && !m.multiNetwork {
		return class{}, false
	}
	found, known := classes[controller]
	return found, known
}

// isManaged tells whether istiod deploys anything: an address that is not a single IP points to what others run.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/config/kube/gatewaycommon/gateway_utils.go (IsManaged)
func isManaged(gw *gateway.Gateway) bool {
	switch addresses := gw.Spec.Addresses; len(addresses) {
	case 0:
		return true
	case 1:
		return addresses[0].Type == nil || *addresses[0].Type == gateway.IPAddressType
	default:
		return false
	}
}
