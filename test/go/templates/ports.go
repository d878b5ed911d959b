package main

import (
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	gateway "sigs.k8s.io/gateway-api/apis/v1"
)

const longestPortName = 63

// servicePorts are the status port and one port per port number of the listeners, named after its first listener.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go
// (extractServicePorts)
func servicePorts(gw *gateway.Gateway) []corev1.ServicePort {
	tcp := "tcp"
	ports := []corev1.ServicePort{{Name: "status-port", Port: 15021, Protocol: corev1.ProtocolTCP, AppProtocol: &tcp}}
	seen := map[int32]bool{}
	taken := map[string]bool{"status-port": true}
	for _, listener := range gw.Spec.Listeners {
		number := int32(listener.Port)
		if seen[number] {
			continue
		}
		seen[number] = true
		application := strings.ToLower(string(listener.Protocol))
		name := freePortName(strings.ReplaceAll(string(listener.Name), ".", "-"), number, taken)
		ports = append(ports, corev1.ServicePort{
			Name: name, Port: number, Protocol: corev1.ProtocolTCP, AppProtocol: &application,
		})
	}
	return ports
}

// freePortName adds the port number where a shortened or translated name is taken already.
func freePortName(name string, number int32, taken map[string]bool) string {
	candidate := shortened(name, longestPortName)
	for suffix := fmt.Sprintf("-%d", number); taken[candidate]; suffix += "x" {
		candidate = shortened(name, longestPortName-len(suffix)) + suffix
	}
	taken[candidate] = true
	return candidate
}

func shortened(name string, length int) string {
	return name[:min(len(name), length)]
}
