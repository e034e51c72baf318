// Command ikp-probe tries who reaches whom, from within a pod. It is the only
// thing in its image.
//
//	ikp-probe stay                      does nothing until it is ended
//	ikp-probe listen                    greets whoever connects
//	ikp-probe try CONTROL TARGET...     tries NAME=HOST:PORT and reports
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const usage = "usage: ikp-probe stay | listen | try CONTROL TARGET..., each target as NAME=HOST:PORT"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "ikp-probe:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	switch {
	case len(args) == 1 && args[0] == "stay":
		<-ctx.Done()
		return nil
	case len(args) == 1 && args[0] == "listen":
		return listen(ctx)
	case len(args) > 2 && args[0] == "try":
		return try(ctx, args[1:])
	}
	return fmt.Errorf("%s", usage)
}
