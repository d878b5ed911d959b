package main

import (
	"bytes"
	"encoding/json"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/durationpb"
	meshconfig "istio.io/api/mesh/v1alpha1"
	"sigs.k8s.io/yaml"
)

// defaultProxyConfig is what istiod assumes of every proxy before it reads the mesh ConfigMap.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/config/mesh/mesh.go (DefaultProxyConfig)
func defaultProxyConfig() *meshconfig.ProxyConfig {
	return &meshconfig.ProxyConfig{
		BinaryPath:               "/usr/local/bin/envoy",
		ClusterName:              &meshconfig.ProxyConfig_ServiceCluster{ServiceCluster: "istio-proxy"},
		ConfigPath:               "./etc/istio/proxy",
		ControlPlaneAuthPolicy:   meshconfig.AuthenticationPolicy_MUTUAL_TLS,
		DiscoveryAddress:         "istiod.istio-system.svc:15012",
		DrainDuration:            durationpb.New(45 * time.Second),
		ProxyAdminPort:           15000,
		StatNameLength:           189,
		StatusPort:               15020,
		TerminationDrainDuration: durationpb.New(5 * time.Second),
	}
}

// readMeshConfig lays the text of the mesh ConfigMap over istiod's defaults: fields replace, the proxy configuration is
// merged. Of the defaults only what templates can read is here.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/config/mesh/mesh.go (ApplyMeshConfig)
func readMeshConfig(content string) (*meshconfig.MeshConfig, error) {
	given := map[string]any{}
	if err := yaml.Unmarshal([]byte(content), &given); err != nil {
		return nil, err
	}
	defaults, err := toMapping(&meshconfig.MeshConfig{TrustDomain: "cluster.local", DefaultConfig: defaultProxyConfig()})
	if err != nil {
		return nil, err
	}
	proxy := overlay(mapping(defaults["defaultConfig"]), mapping(given["defaultConfig"]))
	for key, value := range given {
		defaults[key] = value
	}
	defaults["defaultConfig"] = proxy
	merged, err := json.Marshal(defaults)
	if err != nil {
		return nil, err
	}
	result := &meshconfig.MeshConfig{}
	return result, protojson.UnmarshalOptions{DiscardUnknown: true}.Unmarshal(merged, result)
}

func overlay(base, over map[string]any) map[string]any {
	for key, value := range over {
		if child, isMap := value.(map[string]any); isMap && base[key] != nil {
			value = overlay(mapping(base[key]), child)
		}
		base[key] = value
	}
	return base
}

func toMapping(message proto.Message) (map[string]any, error) {
	content, err := protojson.Marshal(message)
	if err != nil {
		return nil, err
	}
	result := map[string]any{}
	return result, json.Unmarshal(content, &result)
}

// protoToJSON prints a message on one line; of a proxy configuration only what differs from the default.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/template.go (protoToJSON, cleanProxyConfig)
func protoToJSON(message proto.Message) string {
	if config, isProxy := message.(*meshconfig.ProxyConfig); isProxy && config != nil {
		message = withoutDefaults(config)
	}
	content, err := protojson.Marshal(message)
	if err != nil {
		return "{}"
	}
	var line bytes.Buffer
	if json.Compact(&line, content) != nil {
		return "{}"
	}
	return line.String()
}

func withoutDefaults(config *meshconfig.ProxyConfig) proto.Message {
	result := proto.Clone(config)
	given := result.ProtoReflect()
	defaultProxyConfig().ProtoReflect().Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if given.Has(field) && given.Get(field).Equal(value) {
			given.Clear(field)
		}
		return true
	})
	return result
}
