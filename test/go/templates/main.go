// Command templates shows what istiod would apply for Gateways: it reads a mesh as it was synthesized (the injector and
// mesh ConfigMaps, the defaults per gateway class, istiod's own environment), runs the injector templates on each
// Gateway the way istiod does, and prints the fields that istiod would own as JSON, keyed by the name of the input file.
//
//	templates -mesh dist/ cases/plain-http.yaml cases/waypoint-service.yaml
//
// istiod's module is not published for every release, so its functions and the building of the input are written anew
// here; each names the public source whose behaviour it follows.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	meshPath := flag.String("mesh", "", "file or folder with the synthesized mesh")
	kubernetes := flag.Int("kubernetes", 134, "Kubernetes version as istiod counts it, 134 for 1.34")
	flag.Parse()
	results, err := run(*meshPath, *kubernetes, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	text, err := json.MarshalIndent(results, "", " ")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(string(text))
}

func run(meshPath string, kubernetes int, cases []string) (map[string][]object, error) {
	if meshPath == "" || len(cases) == 0 {
		return nil, fmt.Errorf("usage: templates -mesh PATH CASE.yaml...")
	}
	meshObjects, err := readObjects(meshPath)
	if err != nil {
		return nil, err
	}
	mesh, err := newMesh(meshObjects, kubernetes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", meshPath, err)
	}
	results := map[string][]object{}
	for _, path := range cases {
		objects, err := readObjects(path)
		if err != nil {
			return nil, err
		}
		applied, err := mesh.reconcile(objects)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		results[strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))] = applied
	}
	return results, nil
}
