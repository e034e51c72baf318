package cmd

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/go-logr/logr"
	"github.com/spf13/cobra"
	ctrllog "sigs.k8s.io/controller-runtime/pkg/log"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Main runs the command line argv, argv[0] included, on the process's streams.
func Main(argv []string) cmdutil.ExitCode {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctrllog.SetLogger(logr.Discard()) // What the libraries log is not for people.
	f := cmdutil.New(displayName(argv[0]), cmdutil.SystemIO(), os.Getenv)
	return Run(ctx, f, argv[1:])
}

// Run runs the arguments of a command line, reports an error on f.IO.Err and
// says how it ended.
func Run(ctx context.Context, f *cmdutil.Factory, args []string) cmdutil.ExitCode {
	root := NewRoot(f)
	root.SetArgs(args)
	started := markStart(root)
	err := root.ExecuteContext(ctx)
	if err != nil && !*started {
		// Everything that fails before a command's own work is the command line.
		err = cmdutil.UsageError{Err: err}
	}
	return cmdutil.Report(f, err)
}

// displayName is how usage texts call the program: as a plugin, by the words
// that the user typed.
func displayName(program string) string {
	base := strings.TrimSuffix(filepath.Base(program), ".exe")
	if base == "kubectl-ikp" || base == "kubectl_complete-ikp" {
		return "kubectl ikp"
	}
	return "ikpctl"
}

// markStart lets the result tell whether a command's own work has begun.
func markStart(c *cobra.Command) *bool {
	started := new(bool)
	var wrap func(*cobra.Command)
	wrap = func(c *cobra.Command) {
		if run := c.RunE; run != nil {
			c.RunE = func(c *cobra.Command, args []string) error {
				*started = true
				return run(c, args)
			}
		}
		for _, sub := range c.Commands() {
			wrap(sub)
		}
	}
	wrap(c)
	return started
}
