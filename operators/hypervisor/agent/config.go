package agent

import (
	"path/filepath"

	"k8s.io/apimachinery/pkg/types"
	"k8s.io/utils/clock"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/journal"
	"github.com/govtech-kz/ikp/operators/hypervisor/stocktaking"
)

// owner is the field manager of what an agent writes itself; of what is written of
// machines for it, its user is.
const owner = compute.HypervisorController

// Config is one host's agent.
type Config struct {
	// Host is the name of the Host.
	Host   string
	Driver driver.Driver
	// Journal meters the host's machines.
	Journal *journal.Journal
	// Ledger is where the journal goes.
	Ledger journal.Ledger
	// Stock is where the host's inventory goes; nil: nowhere.
	Stock stocktaking.Stock
	// StateDir keeps what the agent remembers of machines.
	StateDir string
	// Endpoint is where the agent serves logs; empty: nowhere.
	Endpoint string
	// Network gives machines a NIC; nil: they get none.
	Network Network
	Clock   clock.Clock
	// Permit is why the agent must not act or speak for the host any more; nil
	// while it may.
	Permit func() error
}

// Network gives addresses to machines.
type Network interface {
	// NIC is a machine's interface. has is the address that it has already, if any;
	// taken are those of the host's other machines.
	NIC(m driver.Machine, has string, taken []string) (*driver.NIC, error)
	// Release lets others have the address of a machine that is gone.
	Release(uid types.UID)
}

func (c Config) recordDir() string { return filepath.Join(c.StateDir, "machines") }
