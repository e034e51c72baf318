package verb

import (
	"context"
	"time"

	"github.com/spf13/cobra"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// completionTimeout is how long a shell waits for names before it gives up.
const completionTimeout = 3 * time.Second

func agencies() client.ObjectList     { return &tenancy.AgencyList{} }
func environments() client.ObjectList { return &tenancy.EnvironmentList{} }
func nowhere() string                 { return "" }

// CompleteFlag completes a flag with the names of the objects of a list.
func CompleteFlag(f *cmdutil.Factory, cmd *cobra.Command, flag string, list func() client.ObjectList, namespace func() string) {
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc(flag, names(f, list, namespace)))
}

// CompleteFixed completes a flag with fixed words.
func CompleteFixed[S ~string](cmd *cobra.Command, flag string, words ...S) {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	fixed := func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return plain, cobra.ShellCompDirectiveNoFileComp
	}
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc(flag, fixed))
}

func names(f *cmdutil.Factory, list func() client.ObjectList, namespace func() string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return listed(cmd, f, list(), namespace()), cobra.ShellCompDirectiveNoFileComp
	}
}

// listed are the names in a namespace; none when they cannot be known, which is
// no reason for a shell to fall back to files.
func listed(cmd *cobra.Command, f *cmdutil.Factory, list client.ObjectList, namespace string) []string {
	c, err := f.Client()
	if err != nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(cmd.Context(), completionTimeout)
	defer cancel()
	if err := c.List(ctx, list, client.InNamespace(namespace)); err != nil {
		return nil
	}
	return namesOf(list)
}

func namesOf(list client.ObjectList) []string {
	var out []string
	// The function returns no error, so neither does the walk.
	_ = apimeta.EachListItem(list, func(o runtime.Object) error {
		if named, ok := o.(client.Object); ok {
			out = append(out, named.GetName())
		}
		return nil
	})
	return out
}

// CompleteNames completes arguments with the names of the objects of a list that
// lives in no namespace.
func CompleteNames(f *cmdutil.Factory, list func() client.ObjectList) cobra.CompletionFunc {
	return names(f, list, nowhere)
}
