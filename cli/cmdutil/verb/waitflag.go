package verb

import (
	"time"

	"github.com/spf13/pflag"
)

// defaultWait is how long --wait without a duration waits: a guest's boot and
// the probe's time limit fit into it.
const defaultWait = 5 * time.Minute

// WaitFlag registers --wait[=duration]; zero means not to wait.
func WaitFlag(flags *pflag.FlagSet, d *time.Duration, until string) {
	flags.DurationVar(d, "wait", 0, "Wait until "+until+"; --wait alone waits 5m, then exits 8")
	flags.Lookup("wait").NoOptDefVal = defaultWait.String()
}

// dryRunValue is the value of --dry-run: none or server.
type dryRunValue struct{ server *bool }

// DryRunFlag registers --dry-run=server.
func DryRunFlag(flags *pflag.FlagSet, server *bool) {
	flags.Var(dryRunValue{server}, "dry-run", "\"server\": let the API server check the request without keeping anything")
}

func (v dryRunValue) Type() string { return "none|server" }

func (v dryRunValue) String() string {
	if v.server != nil && *v.server {
		return "server"
	}
	return "none"
}

// Set takes none or server.
func (v dryRunValue) Set(s string) error {
	if s != "none" && s != "server" {
		return usage("use none or server")
	}
	*v.server = s == "server"
	return nil
}
