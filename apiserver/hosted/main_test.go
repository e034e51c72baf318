package hosted_test

import (
	"os"
	"testing"

	"github.com/govtech-kz/ikp/internal/testkit/aggregated"
)

func TestMain(m *testing.M) { os.Exit(aggregated.Start(m)) }
