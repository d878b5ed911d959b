package main

import (
	"fmt"
	"text/template"

	meshconfig "istio.io/api/mesh/v1alpha1"
	appsv1 "k8s.io/api/apps/v1"
	"sigs.k8s.io/yaml"
)

// mesh is what a running istiod knows when it deploys a Gateway.
type mesh struct {
	clusterID       string
	revision        string
	systemNamespace string
	multiNetwork    bool
	kubernetes      int
	config          *meshconfig.MeshConfig
	templates       map[string]*template.Template
	values          map[string]any
	settings        settings
	objects         []object
}

// settings are the fields of the values that istiod itself reads, by their Go types.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/inject.go (ProxyImage, NewValuesConfig)
type settings struct {
	Global struct {
		Hub     string `json:"hub"`
		Network string `json:"network"`
		Proxy   struct {
			Image string `json:"image"`
		} `json:"proxy"`
		Tag     any    `json:"tag"`
		Variant string `json:"variant"`
	} `json:"global"`
}

// injectorConfig is the `config` of the injector ConfigMap.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/inject.go (Config)
type injectorConfig struct {
	Policy    string            `json:"policy"`
	Templates map[string]string `json:"templates"`
}

func newMesh(objects []object, kubernetes int) (*mesh, error) {
	result := &mesh{kubernetes: kubernetes, objects: objects}
	if err := result.readIstiod(); err != nil {
		return nil, err
	}
	if err := result.readInjector(); err != nil {
		return nil, err
	}
	meshMap, err := result.configMap("istio")
	if err != nil {
		return nil, err
	}
	result.config, err = readMeshConfig(meshMap["mesh"])
	return result, err
}

// readIstiod takes from istiod's Deployment what istiod takes from its environment.
func (m *mesh) readIstiod() error {
	for _, candidate := range m.objects {
		if app, _ := candidate.label("app"); candidate.kind() != "Deployment" || app != "istiod" {
			continue
		}
		var deployment appsv1.Deployment
		if err := candidate.into(&deployment); err != nil {
			return err
		}
		env := map[string]string{}
		for _, variable := range deployment.Spec.Template.Spec.Containers[0].Env {
			env[variable.Name] = variable.Value
		}
		if env["PILOT_ENABLE_AMBIENT"] != "true" {
			return fmt.Errorf("istiod does not run in ambient mode: PILOT_ENABLE_AMBIENT is %q", env["PILOT_ENABLE_AMBIENT"])
		}
		m.systemNamespace, m.revision, m.clusterID = deployment.Namespace, env["REVISION"], env["CLUSTER_ID"]
		m.multiNetwork = env["AMBIENT_ENABLE_MULTI_NETWORK"] == "true"
		return nil
	}
	return fmt.Errorf("no Deployment with the label app: istiod")
}

// configMap is the data of one of istiod's own, which carry the revision in their names unless it is the default one.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/bootstrap/sidecarinjector.go (getInjectorConfigMapName)
func (m *mesh) configMap(name string) (map[string]string, error) {
	if m.revision != "" && m.revision != "default" {
		name += "-" + m.revision
	}
	for _, candidate := range m.objects {
		if candidate.kind() == "ConfigMap" && candidate.name() == name && candidate.namespace() == m.systemNamespace {
			return candidate.data(), nil
		}
	}
	return nil, fmt.Errorf("no ConfigMap %s/%s", m.systemNamespace, name)
}

// readInjector parses every template, as istiod does: one that does not parse makes istiod keep none.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/watcher.go (readConfigMap)
func (m *mesh) readInjector() error {
	data, err := m.configMap("istio-sidecar-injector")
	if err != nil {
		return err
	}
	var config injectorConfig
	if err := yaml.Unmarshal([]byte(data["config"]), &config); err != nil {
		return fmt.Errorf("the injector's config: %w", err)
	}
	if err := yaml.Unmarshal([]byte(data["values"]), &m.values); err != nil {
		return fmt.Errorf("the injector's values: %w", err)
	}
	if err := yaml.Unmarshal([]byte(data["values"]), &m.settings); err != nil {
		return fmt.Errorf("the injector's values: %w", err)
	}
	m.templates = map[string]*template.Template{}
	for name, content := range config.Templates {
		if m.templates[name], err = parseTemplate(content); err != nil {
			return fmt.Errorf("template %s: %w", name, err)
		}
	}
	return nil
}
