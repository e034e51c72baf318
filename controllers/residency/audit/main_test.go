package audit

import (
	"os"
	"testing"

	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }
