package site

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/internal/local"
	"github.com/govtech-kz/ikp/internal/local/process"
	"github.com/govtech-kz/ikp/internal/local/state"
)

const (
	// programs is where make build puts them, seen from the root of the repository.
	programs = "bin"
	// guests is where make guest puts its images.
	guests = ".deps/guest"
	// stopTimeout bounds how long everything may take to end.
	stopTimeout = 2 * time.Minute
)

// Site is a running control plane.
type Site struct {
	// Client acts as the local administrator.
	Client client.WithWatch
	// Developer acts as a developer of the agency that Furnish makes.
	Developer client.WithWatch
	// Dir holds everything of it.
	Dir string

	cluster *local.Cluster
	table   process.Table
}

// On starts a control plane, runs do with it, and deletes it, whatever happened.
func On(ctx context.Context, r *report.Report, driver string, hosts int, do func(*Site) error) (err error) {
	dir, err := os.MkdirTemp("", "ikp-bench-") // short: a socket's path has 107 characters
	if err != nil {
		return fmt.Errorf("making a folder for a control plane: %w", err)
	}
	s, err := open(dir, progress{r})
	if err != nil {
		return errors.Join(err, os.RemoveAll(dir))
	}
	defer func() { err = errors.Join(err, s.end()) }()
	if err := s.cluster.Up(ctx, local.Options{Name: "bench", Dir: dir, Driver: driver, Hosts: hosts, Node: state.NodeOff}); err != nil {
		return fmt.Errorf("starting a control plane: %w", err)
	}
	if err := s.connect(); err != nil {
		return err
	}
	return do(s)
}

// connect makes the clients. Nobody creates machines as system:masters, for whom
// no right is looked up.
func (s *Site) connect() error {
	admin, err := os.ReadFile(s.cluster.AdminKubeconfig())
	if err != nil {
		return fmt.Errorf("reading the administrator's kubeconfig: %w", err)
	}
	if s.Client, err = newClient(admin); err != nil {
		return err
	}
	developer, err := s.cluster.Kubeconfig("developer", []string{"ikp:agency:" + agency + ":developer"})
	if err != nil {
		return err
	}
	s.Developer, err = newClient(developer)
	return err
}

func newClient(kubeconfig []byte) (client.WithWatch, error) {
	config, err := clientcmd.RESTConfigFromKubeConfig(kubeconfig)
	if err != nil {
		return nil, fmt.Errorf("reading a kubeconfig: %w", err)
	}
	config.QPS = -1
	config.WarningHandler = rest.NoWarnings{}
	return client.NewWithWatch(config, client.Options{Scheme: scheme.New()})
}

func open(dir string, log progress) (*Site, error) {
	from, err := filepath.Abs(programs)
	if err != nil {
		return nil, fmt.Errorf("finding the programs: %w", err)
	}
	c, err := local.Open(dir, from, local.Environment{Log: log, Now: time.Now})
	if err != nil {
		return nil, err
	}
	return &Site{Dir: dir, cluster: c, table: process.Table{Dir: filepath.Join(dir, "run")}}, nil
}

// end stops everything, also after an interrupt, and deletes the folder.
func (s *Site) end() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	return errors.Join(s.cluster.Reset(ctx), os.RemoveAll(s.Dir))
}

// progress passes on what the control plane says while it starts.
type progress struct{ report *report.Report }

func (p progress) Write(line []byte) (int, error) {
	p.report.Progress("%s", strings.TrimSuffix(string(line), "\n"))
	return len(line), nil
}
