package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// functions are what istiod offers to its injector templates on top of sprig, where a name of istiod hides sprig's.
// Those that only sidecar templates call (ports, interfaces, Multus) are not here: a template that needs one is refused.
// https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/template.go
var functions = template.FuncMap{
	"annotation":     annotation,
	"contains":       func(part, whole string) bool { return strings.Contains(whole, part) },
	"env":            environment,
	"fromJSON":       fromJSON,
	"indent":         indentAllButFirst,
	"isset":          func(values map[string]string, key string) bool { _, found := values[key]; return found },
	"mergeMaps":      mergeMaps,
	"omit":           omit,
	"omitNil":        omitNil,
	"protoToJSON":    protoToJSON,
	"strdict":        strdict,
	"structToJSON":   toJSON,
	"toJSON":         func(values map[string]string) string { return toJSON(mergeMaps(values)) },
	"toJsonMap":      func(maps ...map[string]string) string { return toJSON(mergeMaps(maps...)) },
	"toLower":        strings.ToLower,
	"toYaml":         toYAML,
	"valueOrDefault": valueOrDefault,
}

func parseTemplate(content string) (*template.Template, error) {
	return template.New("inject").Funcs(sprig.TxtFuncMap()).Funcs(functions).Parse(content)
}

// annotation is the annotation's value, even an empty one, and the default only where it is absent.
func annotation(meta metav1.ObjectMeta, name string, otherwise any) string {
	if value, found := meta.Annotations[name]; found {
		return value
	}
	return fmt.Sprint(otherwise)
}

// environment reads a variable of the process, which for istiod is istiod's own.
func environment(key, otherwise string) string {
	if value := os.Getenv(key); value != "" {
		return value
	}
	return otherwise
}

func fromJSON(content string) any {
	var result any
	if json.Unmarshal([]byte(content), &result) != nil {
		return "{}"
	}
	return result
}

func toJSON(value any) string {
	content, err := json.Marshal(value)
	if err != nil || value == nil {
		return "{}"
	}
	return string(content)
}

func toYAML(value any) string {
	content, err := yaml.Marshal(value)
	if err != nil {
		return ""
	}
	return string(content)
}

// indentAllButFirst differs from sprig's indent, which moves the first line too.
func indentAllButFirst(spaces int, content string) string {
	return strings.ReplaceAll(content, "\n", "\n"+strings.Repeat(" ", spaces))
}

// mergeMaps lets later maps win; a map without entries is still a map, so that toJsonMap prints {}.
func mergeMaps(maps ...map[string]string) map[string]string {
	result := map[string]string{}
	for _, values := range maps {
		for key, value := range values {
			result[key] = value
		}
	}
	return result
}

// omit takes and gives map[string]string; sprig's own of that name only takes map[string]any.
func omit(values map[string]string, keys ...string) map[string]string {
	result := mergeMaps(values)
	for _, key := range keys {
		delete(result, key)
	}
	return result
}

// strdict pairs its arguments; an odd last one has an empty value.
func strdict(pairs ...string) map[string]string {
	result := map[string]string{}
	for index := 0; index < len(pairs); index += 2 {
		result[pairs[index]] = strings.Join(pairs[min(index+1, len(pairs)):min(index+2, len(pairs))], "")
	}
	return result
}

func valueOrDefault(value, otherwise any) any {
	if value == nil || value == "" {
		return otherwise
	}
	return value
}
