package install

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// Read decodes every document of every *.yaml file of a folder, in the order of
// the file names. A folder that does not exist is an error.
func Read(files fs.FS, folder string) ([]*unstructured.Unstructured, error) {
	names, err := fs.Glob(files, path.Join(folder, "*.yaml"))
	if err != nil {
		return nil, fmt.Errorf("listing manifests of %q: %w", folder, err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("listing manifests of %q: %w", folder, fs.ErrNotExist)
	}
	var all []*unstructured.Unstructured
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading manifest %q: %w", name, err)
		}
		objects, err := Decode(raw)
		if err != nil {
			return nil, fmt.Errorf("decoding manifest %q: %w", name, err)
		}
		all = append(all, objects...)
	}
	return all, nil
}

// Decode splits a YAML stream into objects; empty documents are left out.
func Decode(raw []byte) ([]*unstructured.Unstructured, error) {
	var objects []*unstructured.Unstructured
	docs := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(raw)))
	for {
		doc, err := docs.Read()
		if errors.Is(err, io.EOF) {
			return objects, nil
		}
		if err != nil {
			return nil, err
		}
		u := &unstructured.Unstructured{}
		if err := yaml.Unmarshal(doc, &u.Object); err != nil {
			return nil, err
		}
		if len(u.Object) > 0 {
			objects = append(objects, u)
		}
	}
}
