package verb

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Place says whose objects a command is about.
type Place struct {
	// Agency is the agency's name.
	Agency string
	// Environment is the environment's name within that agency.
	Environment string
	// Namespace is named instead of agency and environment.
	Namespace string
}

// AddFlags registers the flags that a scope needs.
func (p *Place) AddFlags(f *cmdutil.Factory, cmd *cobra.Command, s Scope) {
	if s == OfPlatform {
		return
	}
	cmd.Flags().StringVarP(&p.Agency, "agency", "a", "", "Agency whose objects are meant")
	CompleteFlag(f, cmd, "agency", agencies, nowhere)
	if s == OfAgency {
		return
	}
	cmd.Flags().StringVar(&p.Environment, "env", "", "Environment of the agency")
	cmd.Flags().StringVarP(&p.Namespace, "namespace", "n", "", "Workload namespace, instead of --agency and --env")
	CompleteFlag(f, cmd, "env", environments, p.AgencyNamespace)
}

// AgencyNamespace is the namespace of the agency; empty when none is named.
func (p *Place) AgencyNamespace() string {
	if p.Agency == "" {
		return ""
	}
	return tenancy.AgencyNamespace(p.Agency)
}

// Key finds an object by a name as people write it: NAME with the place from the
// flags, AGENCY/NAME, or AGENCY/ENVIRONMENT/NAME.
func (p *Place) Key(s Scope, name string) (client.ObjectKey, error) {
	parts := strings.Split(name, "/")
	at := *p
	switch {
	case s == OfAgency && len(parts) == 2:
		at.Agency = parts[0]
	case s == OfEnvironment && len(parts) == 3:
		at.Agency, at.Environment = parts[0], parts[1]
	case len(parts) != 1:
		return client.ObjectKey{}, usage("%q is not a name: write %s", name, forms[s])
	}
	ns, err := at.namespace(s)
	if err != nil {
		return client.ObjectKey{}, err
	}
	return client.ObjectKey{Namespace: ns, Name: parts[len(parts)-1]}, nil
}

var forms = map[Scope]string{
	OfPlatform:    "NAME",
	OfAgency:      "NAME with --agency, or AGENCY/NAME",
	OfEnvironment: "NAME with --agency and --env, or AGENCY/ENVIRONMENT/NAME",
}

func (p *Place) namespace(s Scope) (string, error) {
	switch {
	case s == OfPlatform:
		return "", nil
	case p.Namespace != "":
		return p.Namespace, nil
	case p.Agency == "":
		return "", usage("whose? name the agency: %s", forms[s])
	case s == OfAgency:
		return tenancy.AgencyNamespace(p.Agency), nil
	case p.Environment == "":
		return "", usage("in which environment? %s", forms[s])
	}
	return tenancy.WorkloadNamespace(p.Agency, p.Environment), nil
}

// Namespaces are those a list goes through; one empty name means all of them.
func (p *Place) Namespaces(ctx context.Context, c client.Client, s Scope) ([]string, error) {
	if s == OfPlatform || (p.Agency == "" && p.Namespace == "" && p.Environment == "") {
		return []string{""}, nil
	}
	if s == OfEnvironment && p.Namespace == "" && p.Environment == "" {
		return p.workloads(ctx, c)
	}
	ns, err := p.namespace(s)
	return []string{ns}, err
}

// workloads are the namespaces of all environments of the agency: its people may
// list environments, but not the cluster's machines.
func (p *Place) workloads(ctx context.Context, c client.Client) ([]string, error) {
	var list tenancy.EnvironmentList
	if err := c.List(ctx, &list, client.InNamespace(p.AgencyNamespace())); err != nil {
		return nil, &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "env -a " + p.Agency, Err: err}
	}
	var out []string
	for _, e := range list.Items {
		out = append(out, tenancy.WorkloadNamespace(p.Agency, e.Name))
	}
	return out, nil
}

// AgencyOf is the agency whose namespace this is.
func AgencyOf(namespace string) string { return strings.TrimPrefix(namespace, "agency-") }

func usage(format string, args ...any) error {
	return cmdutil.UsageError{Err: fmt.Errorf(format, args...)}
}
