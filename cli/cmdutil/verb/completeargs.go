package verb

import (
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// CompleteArgs completes the names of a kind as arguments: as NAME when the flags
// say whose, else part by part as AGENCY/NAME or AGENCY/ENVIRONMENT/NAME.
func CompleteArgs[T client.Object](f *cmdutil.Factory, k Kind[T], p *Place) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		prefix := typed[:strings.LastIndex(typed, "/")+1]
		s := p.step(k.Scope, strings.Split(prefix, "/"), k.NewList)
		if s.list == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		names := listed(cmd, f, s.list(), s.namespace)
		for i := range names {
			names[i] = prefix + names[i] + s.suffix
		}
		if s.suffix != "" {
			return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

// step is what can be offered next.
type step struct {
	// list is what to offer from; nil when nothing can be.
	list      func() client.ObjectList
	namespace string
	// suffix leads to the next part of the name.
	suffix string
}

// step goes by the parts of the name that are written, the last of them empty.
func (p *Place) step(s Scope, parts []string, last func() client.ObjectList) step {
	if ns, err := p.namespace(s); err == nil && len(parts) == 1 {
		return step{list: last, namespace: ns}
	}
	switch {
	case s != OfPlatform && len(parts) == 1 && p.Agency == "":
		return step{list: agencies, suffix: "/"}
	case s == OfAgency && len(parts) == 2:
		return step{list: last, namespace: tenancy.AgencyNamespace(parts[0])}
	case s == OfEnvironment && len(parts) == 2:
		return step{list: environments, namespace: tenancy.AgencyNamespace(parts[0]), suffix: "/"}
	case s == OfEnvironment && len(parts) == 3:
		return step{list: last, namespace: tenancy.WorkloadNamespace(parts[0], parts[1])}
	}
	return step{}
}
