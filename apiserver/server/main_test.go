package server_test

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/spf13/pflag"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	"github.com/govtech-kz/ikp/apiserver/server"
)

// serveVariable makes the test binary be ikp-apiserver, so that tests can kill it.
const serveVariable = "IKP_TEST_SERVE"

func TestMain(m *testing.M) {
	if os.Getenv(serveVariable) != "" {
		os.Exit(serve(os.Args[1:]))
	}
	os.Exit(m.Run())
}

func serve(flags []string) int {
	o := server.NewOptions()
	fs := pflag.NewFlagSet("ikp-apiserver", pflag.ContinueOnError)
	o.AddFlags(fs)
	log.SetLogger(zap.New(zap.WriteTo(os.Stderr)))
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if err := fs.Parse(flags); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	if err := server.Run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
