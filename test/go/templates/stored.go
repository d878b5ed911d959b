package main

import (
	"fmt"

	"k8s.io/apimachinery/pkg/api/resource"
)

// stored is how an API server keeps what was applied, as far as it shows in fields that their owner keeps: empty values
// vanish, the defaults inside of values that are owned as a whole are filled in, quantities are canonical, and a volume
// without a source is an emptyDir.
func stored(applied object) object {
	return object(mapping(storedValue("", map[string]any(applied))))
}

func storedValue(key string, value any) any {
	switch value := value.(type) {
	case map[string]any:
		return storedMap(key, value)
	case []any:
		result := []any{}
		for _, item := range value {
			result = append(result, storedValue(key, item))
		}
		return result
	}
	return value
}

func storedMap(key string, given map[string]any) map[string]any {
	result := map[string]any{}
	for name, value := range given {
		switch {
		case isQuantity(key, name):
			result[name] = quantity(value)
		case name == "emptyDir":
			result[name] = storedMap(name, mapping(value))
		case !isAbsent(name, value):
			result[name] = storedValue(name, value)
		}
	}
	switch key {
	case "fieldRef":
		fill(result, "apiVersion", "v1")
	case "resourceFieldRef":
		fill(result, "divisor", "0")
	}
	return result
}

func fill(values map[string]any, key string, value any) {
	if _, given := values[key]; !given {
		values[key] = value
	}
}

func isQuantity(parent, name string) bool {
	return parent == "requests" || parent == "limits" || parent == "resourceFieldRef" && name == "divisor"
}

func quantity(value any) any {
	parsed, err := resource.ParseQuantity(fmt.Sprint(value))
	if err != nil {
		return value
	}
	return parsed.String()
}

// isAbsent tells what Kubernetes' own types do not write down: nothing, an empty string, map or list, a delay of zero.
func isAbsent(name string, value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case string:
		return value == ""
	case map[string]any:
		return len(value) == 0
	case []any:
		return len(value) == 0
	}
	return name == "initialDelaySeconds" && fmt.Sprint(value) == "0"
}
