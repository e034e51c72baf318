// Command bench measures the platform beside its real peers, prints one line per
// figure and keeps docs/benchmarks.md. Run it from the root of the repository:
//
//	go run ./hack/bench            # every area
//	go run ./hack/bench placement  # some
//
// A figure that misses its goal is printed as short and is no failure; the exit
// code tells whether everything could be measured.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/govtech-kz/ikp/hack/bench/report"
)

func main() {
	docs := flag.String("docs", "docs/benchmarks.md", "page to keep the figures in; empty for none")
	flag.Usage = func() {
		_, _ = fmt.Fprintf(flag.CommandLine.Output(), "usage: go run ./hack/bench [-docs FILE] [area...]\nareas: %s\n", names())
		flag.PrintDefaults()
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *docs, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1)
	}
}

// run measures the chosen areas one after the other, so that none is measured
// under the load of another. One that fails does not keep the rest from running.
func run(ctx context.Context, docs string, chosen []string) error {
	selected, err := choose(chosen)
	if err != nil {
		return err
	}
	var failed []error
	for _, a := range selected {
		if err := measure(ctx, docs, a); err != nil {
			failed = append(failed, fmt.Errorf("measuring %s: %w", a.name, err))
		}
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(failed...)
}

func measure(ctx context.Context, docs string, a area) error {
	r := report.New(a.name, a.title, os.Stdout, time.Now(), report.ThisMachine())
	if err := a.run(ctx, r); err != nil {
		return err
	}
	if docs == "" {
		return nil
	}
	return report.Keep(docs, r)
}

func names() string {
	all := make([]string, 0, len(areas))
	for _, a := range areas {
		all = append(all, a.name)
	}
	return strings.Join(all, ", ")
}
