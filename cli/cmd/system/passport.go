package system

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// Passport is what the flags say about a system. Flags that were not given say
// nothing: they leave a field as it is.
type Passport struct {
	// Spec holds the fields as the flags give them.
	Spec tenancy.InformationSystemSpec
	// DependsOn are systems as AGENCY/NAME.
	DependsOn []string
	// Given names the flags that were given.
	Given map[string]bool
}

func (p *Passport) addFlags(cmd *cobra.Command) {
	fs := cmd.Flags()
	verb.NamesFlags(fs, &p.Spec.Names)
	fs.StringVar(&p.Spec.Purpose, "purpose", "", "What the system is for, in a sentence")
	verb.StringVar(fs, &p.Spec.Category, "category", "Category of migration: TypicalService, HighPriority, Priority, NonPriority, NotMoved (C-5)")
	verb.StringVar(fs, &p.Spec.Class, "class", "Class by the classifier: First, Second, Third")
	verb.StringVar(fs, &p.Spec.Segment, "segment", "Contour: G2G or G2CB (C-2.4)")
	verb.StringVar(fs, &p.Spec.PersonalData, "personal-data", "Whether it holds personal data: Yes, No, Unknown (KZ-PD-12)")
	fs.StringVar(&p.Spec.PersonalDataNote, "personal-data-note", "", "Which personal data, in the words of the source")
	verb.StringVar(fs, &p.Spec.Target, "target", "Where it is planned to run: Platform or Other (KZ-PLT-MOR)")
	verb.StringVar(fs, &p.Spec.OperatingSince, "operating-since", "First day on which it ran, wherever that was, YYYY-MM-DD")
	fs.StringVar(&p.Spec.CommissionDecision, "commission-decision", "", "Decision of the Commission under the President that allows it off the platform: number and date")
	fs.StringArrayVar(&p.DependsOn, "depends-on", nil, "System it does not work without, AGENCY/NAME; repeatable")
	fs.StringVar(&p.Spec.Source, "source", "", "Public document the record was taken from")
	verb.CompleteFixed(cmd, "category", tenancy.CategoryTypicalService, tenancy.CategoryHighPriority,
		tenancy.CategoryPriority, tenancy.CategoryNonPriority, tenancy.CategoryNotMoved)
	verb.CompleteFixed(cmd, "class", tenancy.ClassFirst, tenancy.ClassSecond, tenancy.ClassThird)
	verb.CompleteFixed(cmd, "segment", tenancy.SegmentG2G, tenancy.SegmentG2CB)
	verb.CompleteFixed(cmd, "target", tenancy.TargetPlatform, tenancy.TargetOther)
	verb.CompleteFixed(cmd, "personal-data", tenancy.PersonalDataYes, tenancy.PersonalDataNo, tenancy.PersonalDataUnknown)
}

// apply writes the given fields into a passport.
func (p *Passport) apply(s *tenancy.InformationSystemSpec) error {
	from := p.Spec
	for flag, set := range map[string]func(){
		"name-kk":             func() { s.Names.KK = from.Names.KK },
		"name-ru":             func() { s.Names.RU = from.Names.RU },
		"name-en":             func() { s.Names.EN = from.Names.EN },
		"purpose":             func() { s.Purpose = from.Purpose },
		"category":            func() { s.Category = from.Category },
		"class":               func() { s.Class = from.Class },
		"segment":             func() { s.Segment = from.Segment },
		"personal-data":       func() { s.PersonalData = from.PersonalData },
		"personal-data-note":  func() { s.PersonalDataNote = from.PersonalDataNote },
		"target":              func() { s.Target = from.Target },
		"operating-since":     func() { s.OperatingSince = from.OperatingSince },
		"commission-decision": func() { s.CommissionDecision = from.CommissionDecision },
		"source":              func() { s.Source = from.Source },
	} {
		if p.Given[flag] {
			set()
		}
	}
	if !p.Given["depends-on"] {
		return nil
	}
	var err error
	s.Dependencies, err = references(p.DependsOn)
	return err
}

func references(names []string) ([]tenancy.SystemReference, error) {
	var out []tenancy.SystemReference
	for _, n := range names {
		agency, system, ok := strings.Cut(n, "/")
		if !ok || agency == "" || system == "" {
			return nil, cmdutil.UsageError{Err: fmt.Errorf("--depends-on %q: write AGENCY/NAME", n)}
		}
		out = append(out, tenancy.SystemReference{Agency: agency, Name: system})
	}
	return out, nil
}
