package planned

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/install"
	"github.com/govtech-kz/ikp/internal/planning"
)

// Source is where a command takes the planner's objects from.
type Source struct {
	// Programme by name; empty: the only one there is.
	Programme string
	// Files with objects, instead of the control plane.
	Files []string
	// Day from which is planned; empty: today in Kazakhstan.
	Day string
}

// AddFlags registers the flags of a source.
func (s *Source) AddFlags(f *cmdutil.Factory, cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.Programme, "programme", "", "MigrationProgramme (default: the only one)")
	cmd.Flags().StringArrayVarP(&s.Files, "filename", "f", nil, "Take the objects from this file, not from the control plane (repeatable)")
	cmd.Flags().StringVar(&s.Day, "day", "", "Plan as of this day, YYYY-MM-DD (default: today in Kazakhstan)")
	verb.CompleteFlag(f, cmd, "programme", func() client.ObjectList { return &api.MigrationProgrammeList{} }, func() string { return "" })
}

// World reads the objects and tells the day.
func (s *Source) World(ctx context.Context, f *cmdutil.Factory) (planning.World, string, error) {
	day := s.Day
	if day == "" {
		day = calendar.Day(f.Clock.Now())
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return planning.World{}, day, cmdutil.UsageError{Err: fmt.Errorf("--day %q: write a day as YYYY-MM-DD", day)}
	}
	if len(s.Files) > 0 {
		w, err := s.files(day)
		return w, day, err
	}
	c, err := f.Client()
	if err != nil {
		return planning.World{}, day, err
	}
	w, err := planning.Read(ctx, c, s.Programme, day)
	if err != nil {
		return w, day, &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: "programme/" + s.Programme, Err: err}
	}
	return w, day, nil
}

// files reads the objects of all files, and the editions that the binary carries.
func (s *Source) files(day string) (planning.World, error) {
	var objects []*unstructured.Unstructured
	for _, name := range s.Files {
		raw, err := os.ReadFile(name)
		if err != nil {
			return planning.World{}, err
		}
		more, err := install.Decode(raw)
		if err != nil {
			return planning.World{}, fmt.Errorf("reading %q: %w", name, err)
		}
		objects = append(objects, more...)
	}
	editions, err := install.Read(config.Files, "regulations")
	if err != nil {
		return planning.World{}, err
	}
	return planning.FromObjects(objects, editions, day)
}
