package verb

import (
	"fmt"
	"io"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/apiutil"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// plain is an object as people want to read it: with its kind, without the
// bookkeeping of field managers.
func plain(o client.Object) (map[string]any, error) {
	gvk, err := apiutil.GVKForObject(o, scheme.New())
	if err != nil {
		return nil, err
	}
	o.SetManagedFields(nil)
	o.GetObjectKind().SetGroupVersionKind(gvk)
	return runtime.DefaultUnstructuredConverter.ToUnstructured(o)
}

// Encode prints an object as JSON or YAML, as people want to read it.
func Encode(w io.Writer, format cmdutil.Output, o client.Object) error {
	doc, err := plain(o)
	if err != nil {
		return err
	}
	return cmdutil.Encode(w, format, doc)
}

// fresh is an object as somebody would write it: without what the API server adds.
func fresh(o client.Object) (map[string]any, error) {
	m, err := plain(o)
	if err != nil {
		return nil, err
	}
	delete(m, "status")
	if meta, ok := m["metadata"].(map[string]any); ok {
		delete(meta, "creationTimestamp")
	}
	return m, nil
}

// list is several objects as one document.
func list(objects []client.Object) (map[string]any, error) {
	items := make([]any, 0, len(objects))
	for _, o := range objects {
		m, err := plain(o)
		if err != nil {
			return nil, err
		}
		items = append(items, m)
	}
	return map[string]any{"apiVersion": "v1", "kind": "List", "items": items}, nil
}

// qualified is the name that kubectl understands: agency.tenancy.ikp.gov.kz/minfin.
func qualified(o client.Object) (string, error) {
	gvk, err := apiutil.GVKForObject(o, scheme.New())
	if err != nil {
		return "", err
	}
	kind := strings.ToLower(gvk.Kind)
	if gvk.Group != "" {
		kind += "." + gvk.Group
	}
	return kind + "/" + o.GetName(), nil
}

// writeNames prints one qualified name per line.
func writeNames(w io.Writer, objects ...client.Object) error {
	for _, o := range objects {
		name, err := qualified(o)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(w, name); err != nil {
			return err
		}
	}
	return nil
}

// Export prints objects as YAML documents to apply later.
func Export(w io.Writer, objects ...client.Object) error {
	for i, o := range objects {
		if i > 0 {
			if _, err := fmt.Fprintln(w, "---"); err != nil {
				return err
			}
		}
		m, err := fresh(o)
		if err != nil {
			return err
		}
		if err := cmdutil.Encode(w, cmdutil.OutputYAML, m); err != nil {
			return err
		}
	}
	return nil
}
