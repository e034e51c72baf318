package programme

import (
	"testing"
	"time"

	"github.com/spf13/cobra"
	clocktesting "k8s.io/utils/clock/testing"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

var now = time.Date(2026, 11, 22, 20, 0, 0, 0, time.UTC) // the 23rd in Kazakhstan

const world = "../../cmdutil/planned/testdata/world.yaml"

// run gives what a command prints, or its error.
func run(t *testing.T, lang string, command func(*cmdutil.Factory) *cobra.Command, argv ...string) (string, error) {
	t.Helper()
	streams, _, out, _ := cmdutil.TestIO()
	f := cmdutil.New("ikpctl", streams, func(name string) string {
		if name == "IKP_LANG" {
			return lang
		}
		return ""
	})
	f.Clock = clocktesting.NewFakePassiveClock(now)
	c := command(f)
	c.SetArgs(append([]string{}, argv...)) // nil would be the test's own
	c.SilenceErrors, c.SilenceUsage = true, true
	err := c.ExecuteContext(t.Context())
	return out.String(), err
}

func status(f *cmdutil.Factory) *cobra.Command   { return NewStatus(f, nil) }
func burn(f *cmdutil.Factory) *cobra.Command     { return NewBurndown(f, nil) }
func rehearse(f *cmdutil.Factory) *cobra.Command { return NewRehearse(f, nil) }

func TestPages(t *testing.T) {
	for name, tc := range map[string]struct {
		command func(*cmdutil.Factory) *cobra.Command
		argv    []string
	}{
		"status":   {status, []string{"-f", world}},
		"burndown": {burn, []string{"-f", world}},
		"rehearse": {rehearse, []string{"-f", world, "--runs", "50", "--seed", "3"}},
	} {
		for _, lang := range []string{"en", "ru", "kk"} {
			t.Run(name+" in "+lang, func(t *testing.T) {
				got, err := run(t, lang, tc.command, tc.argv...)
				if err != nil {
					t.Fatal(err)
				}
				golden.Check(t, name+"."+lang+".txt", got)
			})
		}
	}
}

func TestProgramsReadTheSame(t *testing.T) {
	for name, command := range map[string]func(*cmdutil.Factory) *cobra.Command{"status": status, "burndown": burn, "rehearse": rehearse} {
		got, err := run(t, "en", command, "-f", world, "-o", "json")
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, name+".json", got)
	}
}

func TestRefusesRunsThatAreNone(t *testing.T) {
	for _, runs := range []string{"0", "-1", "1000000"} {
		if _, err := run(t, "en", rehearse, "-f", world, "--runs", runs); err == nil || err.Error() != "--runs: choose between 1 and 100000" {
			t.Errorf("--runs %s: %v", runs, err)
		}
	}
}
