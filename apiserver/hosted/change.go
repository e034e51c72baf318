package hosted

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// change is all that an agent can ask for. What else a request says is an error,
// so that no more of it than this is ever passed on.
type change struct {
	metav1.TypeMeta `json:",inline"`
	Metadata        struct {
		Namespace string `json:"namespace,omitempty"`
		Name      string `json:"name,omitempty"`
		// UID is the machine's that the agent knew; empty: it does not say.
		UID             types.UID `json:"uid,omitempty"`
		ResourceVersion string    `json:"resourceVersion,omitempty"`
		// Finalizers are a list of those that stay, or null for none.
		Finalizers json.RawMessage `json:"finalizers,omitempty"`
	} `json:"metadata"`
	Status json.RawMessage `json:"status,omitempty"`
}

var (
	errNoVersion    = errors.New("metadata.resourceVersion is missing: finalizers are taken off a machine as it was read")
	errNoFinalizers = errors.New("metadata.finalizers, those that stay, is missing")
	errNoStatus     = errors.New("status is missing")
)

// readChange reads a request, which is JSON also where YAML is allowed.
func readChange(body []byte) (change, error) {
	var c change
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		return change{}, fmt.Errorf("reading what to write of the machine: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return change{}, errors.New("reading what to write of the machine: more follows")
	}
	return c, nil
}

// letGo is the merge patch that takes finalizers off the very machine that the agent
// read.
func letGo(c change) (map[string]any, error) {
	switch {
	case len(c.Status) > 0:
		return nil, errors.New("a status is written at hostedmachines/status")
	case c.Metadata.ResourceVersion == "":
		return nil, errNoVersion
	case len(c.Metadata.Finalizers) == 0:
		return nil, errNoFinalizers
	}
	var stay []string
	if err := json.Unmarshal(c.Metadata.Finalizers, &stay); err != nil {
		return nil, fmt.Errorf("reading metadata.finalizers: %w", err)
	}
	return map[string]any{"metadata": map[string]any{"resourceVersion": c.Metadata.ResourceVersion, "finalizers": stay}}, nil
}

// report is the configuration that an agent applies to the status of a machine.
func report(c change) (map[string]any, error) {
	switch {
	case len(c.Metadata.Finalizers) > 0:
		return nil, errors.New("finalizers are taken off at hostedmachines")
	case len(c.Status) == 0:
		return nil, errNoStatus
	}
	metadata := map[string]any{}
	if c.Metadata.ResourceVersion != "" {
		metadata["resourceVersion"] = c.Metadata.ResourceVersion
	}
	return map[string]any{
		"apiVersion": compute.GroupVersion.String(), "kind": "VirtualMachine", "metadata": metadata, "status": c.Status,
	}, nil
}

// aim lets a patch hit the machine of this name. That it is still the host's is for
// admission to see, which sees what is stored.
func aim(patch map[string]any, key client.ObjectKey) ([]byte, error) {
	metadata := patch["metadata"].(map[string]any)
	metadata["namespace"], metadata["name"] = key.Namespace, key.Name
	return json.Marshal(patch)
}
