package cmdutil

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/yaml"
)

// Output is the format asked for by -o.
type Output string

// Formats of output.
const (
	OutputTable Output = "table"
	OutputJSON  Output = "json"
	OutputYAML  Output = "yaml"
	OutputName  Output = "name"
)

// OutputFlag registers -o on a command and starts it at the table format.
func OutputFlag(cmd *cobra.Command, o *Output, formats ...Output) {
	if len(formats) == 0 {
		formats = []Output{OutputTable, OutputJSON, OutputYAML, OutputName}
	}
	*o = formats[0]
	v := &outputValue{target: o, formats: formats}
	cmd.Flags().VarP(v, "output", "o", "Format of the output: "+v.list())
	complete := func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return strings.Split(v.list(), "|"), cobra.ShellCompDirectiveNoFileComp
	}
	cobra.CheckErr(cmd.RegisterFlagCompletionFunc("output", complete))
}

type outputValue struct {
	target  *Output
	formats []Output
}

func (v *outputValue) String() string {
	if v.target == nil {
		return ""
	}
	return string(*v.target)
}

func (v *outputValue) Type() string { return "format" }

// Set takes one of the formats of the command.
func (v *outputValue) Set(s string) error {
	for _, f := range v.formats {
		if string(f) == s {
			*v.target = f
			return nil
		}
	}
	return fmt.Errorf("use one of %s", v.list())
}

func (v *outputValue) list() string {
	names := make([]string, len(v.formats))
	for i, f := range v.formats {
		names[i] = string(f)
	}
	return strings.Join(names, "|")
}

// Encode writes a value as JSON or YAML.
func Encode(w io.Writer, o Output, value any) error {
	if o == OutputYAML {
		raw, err := yaml.Marshal(value)
		if err != nil {
			return fmt.Errorf("encoding as YAML: %w", err)
		}
		_, err = w.Write(raw)
		return err
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(value)
}
