package rule

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// SwitchOptions say how a rule is enforced from now on, and why.
type SwitchOptions struct {
	verb.Create[*governance.RuleOverride]
	Spec governance.RuleOverrideSpec
	// Set are parameters as NAME=VALUE.
	Set []string
	// Override is the record's name; empty: made of the rule and the time.
	Override string
}

// words of the three switches.
var words = map[regulation.Enforcement]struct{ use, short string }{
	regulation.Deny: {"enable", "Refuse what breaks a rule, from now on"},
	regulation.Warn: {"warn", "Let pass what breaks a rule and say so, from now on"},
	regulation.Off:  {"disable", "Do not check a rule, from now on"},
}

// kind is what the verbs need to know of overrides.
func kind() verb.Kind[*governance.RuleOverride] {
	return verb.Kind[*governance.RuleOverride]{
		Noun: "ruleoverride", Scope: verb.OfPlatform,
		New:     func() *governance.RuleOverride { return &governance.RuleOverride{} },
		NewList: func() client.ObjectList { return &governance.RuleOverrideList{} },
	}
}

// NewSwitch is the command by which an administrator changes how a rule is enforced.
func NewSwitch(f *cmdutil.Factory, to regulation.Enforcement, runF func(*SwitchOptions) error) *cobra.Command {
	o := &SwitchOptions{Create: verb.NewCreate(f, kind())}
	w := words[to]
	cmd := o.Command(verb.Words{
		Short: w.short,
		Long: w.short + `. It creates a RuleOverride, which
carries the name of who asked, the reason and the document; the latest one of a rule
counts, and the earlier ones stay as the record. Administrators of the rules alone
may, group ikp:administrators.`,
		Example: "  ikpctl rule " + w.use + ` KZ-PLT-MOR --reason 'указ опубликован и прочитан' --document 'Приказ № 5 от 20.11.2026'
  ikpctl rule ` + w.use + ` KZ-PLT-MOR --set since=2026-03-01 --reason 'срок перенесён указом' --document 'Указ № 7'`,
	}, func(ctx context.Context) error {
		o.Spec.Enforcement = governance.Enforcement(to)
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	cmd.Use, cmd.ValidArgsFunction = w.use+" ID", completeIDs(f)
	fs := cmd.Flags()
	fs.StringVar(&o.Spec.Reason, "reason", "", "Why, for those who read it years later")
	fs.StringVar(&o.Spec.Document, "document", "", "Document that gives the ground: an order, its number and date")
	fs.StringArrayVar(&o.Set, "set", nil, "Parameter of the rule, NAME=VALUE; repeatable")
	fs.StringVar(&o.Override, "name", "", "Name of the record (default: made of the rule and the time)")
	verb.Require(cmd, "reason", "document")
	return cmd
}

func (o *SwitchOptions) run(ctx context.Context) error {
	override, err := o.compose()
	if err != nil {
		return err
	}
	o.Name = override.Name
	return o.Submit(ctx, override)
}

func (o *SwitchOptions) compose() (*governance.RuleOverride, error) {
	o.Spec.Rule = strings.ToUpper(o.Name)
	for _, set := range o.Set {
		name, value, ok := strings.Cut(set, "=")
		if !ok || name == "" {
			return nil, cmdutil.UsageError{Err: fmt.Errorf("--set %q: write NAME=VALUE", set)}
		}
		if o.Spec.Parameters == nil {
			o.Spec.Parameters = map[string]string{}
		}
		o.Spec.Parameters[name] = value
	}
	return &governance.RuleOverride{ObjectMeta: metav1.ObjectMeta{Name: cmp.Or(o.Override, o.recordName())}, Spec: o.Spec}, nil
}

// recordName begins with the rule and the moment: of two records of one second the
// one with the greater name counts.
func (o *SwitchOptions) recordName() string {
	at := o.Factory.Clock.Now().UTC().Format("20060102-150405.000")
	return strings.ReplaceAll(strings.ToLower(o.Spec.Rule+"-"+at+"-"+string(o.Spec.Enforcement)), ".", "-")
}
