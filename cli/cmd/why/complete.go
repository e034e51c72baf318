package why

import (
	"strings"

	"github.com/spf13/cobra"
)

// complete offers the kinds, then the names of the kind that is written.
func (o *Options) complete(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	kind, name, named := strings.Cut(typed, "/")
	noun, known := nounOf(kind)
	switch {
	case len(args) > 0 || (named && !known):
		return nil, cobra.ShellCompDirectiveNoFileComp
	case !named:
		return suffixed(nouns()), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	names, directive := subjects()[noun].names(o.Factory, &o.Place)(cmd, args, name)
	for i := range names {
		names[i] = kind + "/" + names[i]
	}
	return names, directive
}

func suffixed(kinds []string) []string {
	for i := range kinds {
		kinds[i] += "/"
	}
	return kinds
}
