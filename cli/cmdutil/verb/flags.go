package verb

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// NamesFlags registers the names in three languages.
func NamesFlags(flags *pflag.FlagSet, n *tenancy.Names) {
	flags.StringVar(&n.KK, "name-kk", "", "Name in Kazakh")
	flags.StringVar(&n.RU, "name-ru", "", "Name in Russian")
	flags.StringVar(&n.EN, "name-en", "", "Name in English")
}

// Require marks flags without which a command makes no sense.
func Require(cmd *cobra.Command, flags ...string) {
	for _, name := range flags {
		cobra.CheckErr(cmd.MarkFlagRequired(name))
	}
}

// StringVar registers a flag for a string type of the API.
func StringVar[S ~string](flags *pflag.FlagSet, target *S, name, usage string) {
	flags.Var(&stringValue[S]{target}, name, usage)
}

type stringValue[S ~string] struct{ target *S }

func (v *stringValue[S]) Type() string { return "string" }

func (v *stringValue[S]) String() string {
	if v.target == nil {
		return ""
	}
	return string(*v.target)
}

// Set takes any word: which ones are valid is the API server's to say.
func (v *stringValue[S]) Set(s string) error {
	*v.target = S(s)
	return nil
}
