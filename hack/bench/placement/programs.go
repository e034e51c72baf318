package placement

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// Names of the binders.
const (
	schedulerName = "kube-scheduler"
	placementName = "placement"
	bareName      = "bare-client"
)

// grace is how long a program has to end.
const grace = 30 * time.Second

// schedulerConfig raises the limits of the client until they do not matter.
const schedulerConfig = `apiVersion: kubescheduler.config.k8s.io/v1
kind: KubeSchedulerConfiguration
leaderElection: {leaderElect: false}
clientConnection: {kubeconfig: %q, qps: 100000, burst: 100000}
`

// binders are all that are measured. Programs are built from the sources as they
// are.
func (s *stage) binders(ctx context.Context) ([]binder, error) {
	operators := filepath.Join(s.dir, "ikp-operators")
	build := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", operators, "./operators")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building ikp-operators: %w: %s", err, out)
	}
	asOperators, err := s.kubeconfig("operators", compute.UserOperators)
	if err != nil {
		return nil, err
	}
	asScheduler, err := s.kubeconfig("scheduler", "system:kube-scheduler")
	if err != nil {
		return nil, err
	}
	config := filepath.Join(s.dir, "scheduler.yaml")
	if err := os.WriteFile(config, fmt.Appendf(nil, schedulerConfig, asScheduler), 0o600); err != nil {
		return nil, fmt.Errorf("configuring kube-scheduler: %w", err)
	}
	scheduler := filepath.Join(os.Getenv("KUBEBUILDER_ASSETS"), "kube-scheduler")
	pods := schema.GroupVersionResource{Version: "v1", Resource: "pods"}
	machines := compute.GroupVersion.WithResource("virtualmachines")
	return []binder{
		{schedulerName, pods, "spec.nodeName!=", s.scheduler(scheduler, "--config="+config, "--secure-port=0")},
		{placementName, machines, "spec.host!=", s.placement(operators, "--kubeconfig="+asOperators, "--controllers=placement")},
		{bareName, machines, "spec.host!=", s.bare(asOperators)},
	}, nil
}

// kubeconfig writes the credentials of a user.
func (s *stage) kubeconfig(name, user string) (string, error) {
	raw, err := s.cp.KubeconfigFor(user)
	if err != nil {
		return "", err
	}
	path := filepath.Join(s.dir, name+".kubeconfig")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		return "", fmt.Errorf("writing the credentials of %s: %w", user, err)
	}
	return path, nil
}

// program starts a program, which runs until stop is called.
func (s *stage) program(ctx context.Context, label, path string, args ...string) (stop func() error, err error) {
	log, err := os.Create(filepath.Join(s.dir, label+".log"))
	if err != nil {
		return nil, fmt.Errorf("making a log: %w", err)
	}
	ctx, cancel := context.WithCancel(ctx)
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = grace
	if err := cmd.Start(); err != nil {
		cancel()
		return nil, errors.Join(fmt.Errorf("starting %s: %w", filepath.Base(path), err), log.Close())
	}
	return func() error {
		cancel()
		_ = cmd.Wait() // it was told to end: how it does says nothing
		return log.Close()
	}, nil
}
