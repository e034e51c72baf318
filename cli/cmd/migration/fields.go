package migration

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	domain "github.com/govtech-kz/ikp/internal/domain/migration"
)

// Fields are what is known of a move before it begins.
type Fields struct {
	Stage       int32
	SourceSite  string
	Environment string
	Payer       string
	DataGiB     int64
	// Criteria of acceptance, as NAME=TEXT.
	Criteria []string
	// Window as FROM..TO, in Almaty's time; empty: none.
	Window string
	Outage int32
	// Given names the flags that were written.
	Given map[string]bool
}

func (v *Fields) addFlags(f *cmdutil.Factory, cmd *cobra.Command, p *verb.Place) {
	fs := cmd.Flags()
	fs.Int32Var(&v.Stage, "stage", 0, "Stage of the Concept to which the move belongs, 1 to 7 (C-3)")
	fs.StringVar(&v.SourceSite, "site", "", "Site where the system runs now")
	fs.StringVar(&v.Environment, "env", "", "Environment of the agency into which it moves")
	fs.StringVar(&v.Payer, "payer", "", "Who pays for the move (measure 8)")
	fs.Int64Var(&v.DataGiB, "data", 0, "How much data moves, in GiB")
	fs.StringArrayVar(&v.Criteria, "criterion", nil, "Criterion of acceptance, as NAME=TEXT; may be repeated")
	fs.StringVar(&v.Window, "window", "", "Window of the cut-over in Almaty's time: '2026-12-05 22:00..2026-12-06 04:00'")
	fs.Int32Var(&v.Outage, "outage", 60, "How many minutes the system may stand still in the window")
	verb.CompleteFlag(f, cmd, "site", func() client.ObjectList { return &api.SourceSiteList{} }, func() string { return "" })
	verb.CompleteFlag(f, cmd, "env", func() client.ObjectList { return &tenancy.EnvironmentList{} }, p.AgencyNamespace)
}

// apply writes the fields whose flags were given.
func (v *Fields) apply(s *api.SystemMigrationSpec) error {
	if v.Given["stage"] {
		s.Stage = &v.Stage
	}
	if v.Given["data"] {
		s.DataGiB = &v.DataGiB
	}
	for flag, field := range map[string][2]*string{
		"site": {&s.SourceSite, &v.SourceSite}, "env": {&s.Environment, &v.Environment}, "payer": {&s.Payer, &v.Payer},
	} {
		if v.Given[flag] {
			*field[0] = *field[1]
		}
	}
	if err := v.criteria(s); err != nil {
		return err
	}
	return v.window(s)
}

func (v *Fields) criteria(s *api.SystemMigrationSpec) error {
	if !v.Given["criterion"] {
		return nil
	}
	s.Criteria = nil
	for _, c := range v.Criteria {
		name, text, ok := strings.Cut(c, "=")
		if !ok || name == "" || text == "" {
			return cmdutil.UsageError{Err: fmt.Errorf("%q: write --criterion NAME=TEXT: 'rows-equal=as many rows as before'", c)}
		}
		s.Criteria = append(s.Criteria, api.Criterion{Name: name, Text: text})
	}
	return nil
}

func (v *Fields) window(s *api.SystemMigrationSpec) error {
	if !v.Given["window"] {
		return nil
	}
	if v.Window == "" {
		s.Window = nil
		return nil
	}
	from, to, err := windowOf(v.Window)
	if err != nil {
		return cmdutil.UsageError{Err: err}
	}
	s.Window = &api.CutoverWindow{From: metav1.NewTime(from), To: metav1.NewTime(to), MaxOutageMinutes: v.Outage}
	return nil
}

const minutes = "2006-01-02 15:04"

// windowOf reads FROM..TO in Almaty's time.
func windowOf(text string) (from, to time.Time, err error) {
	first, last, ok := strings.Cut(text, "..")
	if !ok {
		return from, to, fmt.Errorf("%q is no window: write '2026-12-05 22:00..2026-12-06 04:00'", text)
	}
	if from, err = time.ParseInLocation(minutes, strings.TrimSpace(first), calendar.Almaty); err != nil {
		return from, to, fmt.Errorf("reading the beginning of the window: %w", err)
	}
	if to, err = time.ParseInLocation(minutes, strings.TrimSpace(last), calendar.Almaty); err != nil {
		return from, to, fmt.Errorf("reading the end of the window: %w", err)
	}
	return from, to, nil
}

func stage(m *api.SystemMigration) string {
	if m.Spec.Stage == nil {
		return ""
	}
	return strconv.Itoa(int(*m.Spec.Stage))
}

// goals are the states to which a migration can be told to go.
func goals() []string {
	all := make([]string, 0, len(domain.Way))
	for _, s := range domain.Way {
		all = append(all, string(s))
	}
	return all
}

// next is the state after the one that a migration is in; the one it is in when
// there is none after it.
func next(m *api.SystemMigration) api.State {
	i := slices.Index(goals(), string(m.Status.State))
	if i < 0 || i+1 == len(domain.Way) {
		return m.Status.State
	}
	return api.State(domain.Way[i+1])
}
