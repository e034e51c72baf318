package plan

import (
	"io"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// list is a List as kubectl reads and writes it.
type list struct {
	metav1.TypeMeta `json:",inline"`
	Items           []any `json:"items"`
}

// object is what a proposal says of an object: nothing of its status.
type object struct {
	metav1.TypeMeta `json:",inline"`
	Metadata        metadata `json:"metadata"`
	Spec            any      `json:"spec"`
}

type metadata struct {
	Name      string            `json:"name"`
	Namespace string            `json:"namespace,omitempty"`
	Labels    map[string]string `json:"labels,omitempty"`
}

func encode(w io.Writer, o cmdutil.Output, plans []api.MigrationPlan, waves []api.MigrationWave) error {
	d := list{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "List"}}
	for _, p := range plans {
		d.Items = append(d.Items, object{p.TypeMeta, metadata{p.Name, p.Namespace, p.Labels}, p.Spec})
	}
	for _, x := range waves {
		d.Items = append(d.Items, object{x.TypeMeta, metadata{x.Name, x.Namespace, x.Labels}, x.Spec})
	}
	return cmdutil.Encode(w, o, d)
}
