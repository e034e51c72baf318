// Package residency holds the commands for where the bytes of systems lie, what
// the audit found, and the signed reports about it.
package residency

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

// New is the command that holds the verbs of residency.
func New(f *cmdutil.Factory) *cobra.Command {
	return cmdutil.Group("residency", "Where the bytes of systems lie, and what lies where it may not",
		NewShow(f, nil), NewFindings(f, nil), NewReport(f, nil))
}

// Subject is the system and month that a command is about.
type Subject struct {
	Agency, System string
	// Month as YYYY-MM; empty: the month that is running in Almaty.
	Month string
}

// settle reads AGENCY/SYSTEM and the month, and refuses what no report can be of.
func (s *Subject) settle(arg string, f *cmdutil.Factory) error {
	var found bool
	if s.Agency, s.System, found = strings.Cut(arg, "/"); !found || s.Agency == "" || s.System == "" {
		return cmdutil.UsageError{Err: fmt.Errorf("%q names no system: write AGENCY/SYSTEM", arg)}
	}
	running := tariff.MonthOf(f.Clock.Now())
	if s.Month == "" {
		s.Month = running.String()
	}
	m, err := tariff.ParseMonth(s.Month)
	if err != nil {
		return cmdutil.UsageError{Err: fmt.Errorf("--month: %w", err)}
	}
	if m.Start().After(running.Start()) {
		return cmdutil.UsageError{Err: fmt.Errorf("--month %s has not begun in Almaty: the running month is %s", m, running)}
	}
	return nil
}

// name of the report.
func (s Subject) name() string { return s.System + "." + s.Month }
