package main

import (
	"fmt"
	"strings"

	meshconfig "istio.io/api/mesh/v1alpha1"
)

// proxyImage names the image; its type, if there is one, takes the place of a known type at the end of the tag.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/inject.go (ProxyImage, proxyImageURL, imageURL)
func (m *mesh) proxyImage(config *meshconfig.ProxyConfig, annotations map[string]string) string {
	global := m.settings.Global
	name := global.Proxy.Image
	if name == "" {
		name = "proxyv2"
	}
	kind := config.GetImage().GetImageType()
	if kind == "" {
		kind = global.Variant
	}
	if asked, found := annotations["sidecar.istio.io/proxyImageType"]; found {
		kind = asked
	}
	tag := ""
	if global.Tag != nil {
		tag = fmt.Sprint(global.Tag)
	}
	return global.Hub + "/" + name + ":" + withImageType(tag, kind)
}

func withImageType(tag, kind string) string {
	if kind == "" {
		return tag
	}
	for _, known := range []string{"-distroless", "-debug"} {
		if strings.HasSuffix(tag, known) {
			tag = strings.TrimSuffix(tag, known)
			break
		}
	}
	if kind == "default" {
		return tag
	}
	return tag + "-" + kind
}
