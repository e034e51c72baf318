//go:build libvirt

package libvirt_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/govtech-kz/ikp/internal/local/host"
)

// hostVariable turns this program into process 1 of the private host in the
// folder that it names.
const hostVariable = "IKP_TEST_HOST"

func TestMain(m *testing.M) {
	if dir := os.Getenv(hostVariable); dir != "" {
		if err := host.Init(layout(dir), os.Stderr); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}
