// Command access writes the page of who may do what.
package main

import (
	"fmt"
	"os"

	"github.com/govtech-kz/ikp/config"
	"github.com/govtech-kz/ikp/internal/access"
)

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "access:", err)
		os.Exit(1)
	}
}

func write() error {
	grants, err := access.Load(config.Files)
	if err != nil {
		return err
	}
	limits, err := access.Limits(config.Files)
	if err != nil {
		return err
	}
	return access.Page(os.Stdout, grants, limits)
}
