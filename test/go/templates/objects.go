package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"

	yamlreader "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// object is a Kubernetes object as decoded from YAML or JSON.
type object map[string]any

func (o object) kind() string { return text(o["kind"]) }

func (o object) metadata() map[string]any { return mapping(o["metadata"]) }

func (o object) name() string { return text(o.metadata()["name"]) }

func (o object) namespace() string { return text(o.metadata()["namespace"]) }

func (o object) label(key string) (string, bool) {
	value, found := mapping(o.metadata()["labels"])[key]
	return text(value), found
}

// data is the content of a ConfigMap.
func (o object) data() map[string]string {
	result := map[string]string{}
	for key, value := range mapping(o["data"]) {
		result[key] = text(value)
	}
	return result
}

// into decodes the object as one of the Go types of its API.
func (o object) into(target any) error {
	content, err := yaml.Marshal(o)
	if err != nil {
		return err
	}
	return yaml.UnmarshalStrict(content, target)
}

func mapping(value any) map[string]any {
	result, _ := value.(map[string]any)
	return result
}

func text(value any) string {
	result, _ := value.(string)
	return result
}

// readObjects reads all YAML documents of a file, or of all files of a folder.
func readObjects(path string) ([]object, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	files := []string{path}
	if info.IsDir() {
		if files, err = filepath.Glob(filepath.Join(path, "*.y*ml")); err != nil {
			return nil, err
		}
		sort.Strings(files)
	}
	var result []object
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		documents, err := splitDocuments(content)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		result = append(result, documents...)
	}
	return result, nil
}

func splitDocuments(content []byte) ([]object, error) {
	var result []object
	reader := yamlreader.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return result, nil
		}
		if err != nil {
			return nil, err
		}
		decoded := object{}
		if err := yaml.Unmarshal(document, &decoded); err != nil {
			return nil, err
		}
		if len(decoded) > 0 {
			result = append(result, decoded)
		}
	}
}
