package site

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/local/process"
)

const (
	grace        = 15 * time.Second
	patience     = 2 * time.Minute
	pollInterval = 20 * time.Millisecond
)

// Command is how a part was started.
type Command struct{ process.Spec }

// Command reads how a running part was started, so that it can be started again
// with other flags.
func (s *Site) Command(part string) (Command, error) {
	pid, err := s.PID(part)
	if err != nil {
		return Command{}, err
	}
	arguments, err := list(pid, "cmdline")
	if err != nil {
		return Command{}, err
	}
	environment, err := list(pid, "environ")
	if err != nil {
		return Command{}, err
	}
	return Command{process.Spec{
		Name: part, Path: arguments[0], Args: arguments[1:], Env: environment,
		Log: filepath.Join(s.Dir, "logs", part+".log"),
	}}, nil
}

// Set replaces a flag and everything it was given, or adds it.
func (c *Command) Set(flag string, values ...string) {
	c.Args = slices.DeleteFunc(c.Args, func(a string) bool { return strings.HasPrefix(a, flag+"=") })
	for _, v := range values {
		c.Args = append(c.Args, flag+"="+v)
	}
}

// Flag is what a flag was given; empty when it was not.
func (c *Command) Flag(flag string) string {
	for _, a := range c.Args {
		if value, ok := strings.CutPrefix(a, flag+"="); ok {
			return value
		}
	}
	return ""
}

// PID of a part.
func (s *Site) PID(part string) (int, error) {
	record, err := s.table.Find(part)
	if err != nil {
		return 0, err
	}
	if record == nil {
		return 0, fmt.Errorf("finding %s: it does not run", part)
	}
	return record.PID, nil
}

// Stop ends a part.
func (s *Site) Stop(ctx context.Context, part string) error { return s.table.Stop(ctx, part, grace) }

// Restart ends a part and starts it by this command; it returns when the part's
// health probe says that it is ready, or, when it has none, the API server answers.
func (s *Site) Restart(ctx context.Context, c Command) error {
	if err := s.Stop(ctx, c.Name); err != nil {
		return err
	}
	if _, err := s.table.Start(c.Spec); err != nil {
		return err
	}
	probe := c.Flag("--health-probe-bind-address")
	if probe == "" {
		return s.awaitAPI(ctx)
	}
	return s.await(ctx, c.Name+" to be ready", func(ctx context.Context) (bool, error) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+probe+"/readyz", http.NoBody)
		if err != nil {
			return false, err
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return false, nil // it does not listen yet
		}
		return answer.StatusCode == http.StatusOK, answer.Body.Close()
	})
}

// awaitAPI waits until the API server serves every group of the platform.
func (s *Site) awaitAPI(ctx context.Context) error {
	return s.await(ctx, "the API server", func(ctx context.Context) (bool, error) {
		for _, list := range []client.ObjectList{&compute.ImageList{}, &tenancy.AgencyList{}, &finance.QuotaList{}} {
			if s.Client.List(ctx, list) != nil {
				return false, nil
			}
		}
		return true, nil
	})
}

// await looks again and again until it is so.
func (s *Site) await(ctx context.Context, what string, so wait.ConditionWithContextFunc) error {
	if err := wait.PollUntilContextTimeout(ctx, pollInterval, patience, true, so); err != nil {
		return fmt.Errorf("waiting for %s: %w", what, err)
	}
	return nil
}

// list is a file of /proc that holds texts, each ended by a zero.
func list(pid int, file string) ([]string, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, file))
	if err != nil {
		return nil, fmt.Errorf("reading how process %d was started: %w", pid, err)
	}
	return strings.Split(string(bytes.TrimSuffix(raw, []byte{0})), "\x00"), nil
}
