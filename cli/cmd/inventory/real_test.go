package inventory_test

import (
	"encoding/csv"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

// samples are the real lists that ship with ikp.
const samples = "../../../config/samples/inventory/"

func TestTheRealListsAreImported(t *testing.T) {
	f := newFixture(t)
	lists := []string{"--agencies", samples + "agencies.csv", "--systems", samples + "systems.csv"}
	f.namespaces(append(ownersIn(t), "unassigned")...)
	started := time.Now()
	code, out, text := f.run(t.Context(), lists...)
	if code != cmdutil.ExitOK {
		t.Fatalf("import ended with %d: %s\n%s", code, text, out)
	}
	t.Logf("imported after %s", time.Since(started))
	golden.Check(t, "real.golden", out)
	again := f.imports(lists)
	if again.Systems.Unchanged != 64 || again.Agencies.Unchanged != 66 {
		t.Errorf("second import = %+v, want everything unchanged", again)
	}
}

// ownersIn names the agencies that own systems of the real list.
func ownersIn(t *testing.T) []string {
	t.Helper()
	file, err := os.Open(samples + "systems.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var owners []string
	for _, r := range rows[1:] {
		if r[2] != "" && !slices.Contains(owners, r[2]) {
			owners = append(owners, r[2])
		}
	}
	return owners
}
