package journal

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/types"
	"pgregory.net/rapid"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

var (
	noon  = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	small = compute.Resources{VCPU: 1, MemoryMiB: 96, DiskGiB: 1}
)

func open(t testing.TB, path string) (*Journal, string) {
	t.Helper()
	j, aside, err := Open(path, func() types.UID { return "journal-1" })
	if err != nil {
		t.Fatal(err)
	}
	return j, aside
}

func record(t testing.TB, j *Journal, machine types.UID, s subresources.UsageState, r compute.Resources, at time.Time) {
	t.Helper()
	if err := j.Record(machine, s, r, at); err != nil {
		t.Fatal(err)
	}
}

// seen is a transition without its vector.
type seen struct {
	Sequence int64
	Machine  types.UID
	State    subresources.UsageState
	At       time.Time
}

func pending(j *Journal) []seen {
	var out []seen
	for _, t := range j.Pending(100) {
		out = append(out, seen{t.Sequence, t.Machine, t.State, t.At.UTC()})
	}
	return out
}

func TestRecordEntersOnlyChanges(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "h1", "journal.jsonl")
	j, _ := open(t, path)
	record(t, j, "u1", subresources.UsageRunning, small, noon)
	record(t, j, "u1", subresources.UsageRunning, small, noon.Add(time.Second))
	record(t, j, "u1", subresources.UsageRunning, compute.Resources{VCPU: 2, MemoryMiB: 96, DiskGiB: 1}, noon.Add(2*time.Second))
	record(t, j, "u1", subresources.UsageStopped, small, noon)
	record(t, j, "u1", subresources.UsageGone, small, noon.Add(3*time.Second))
	record(t, j, "u1", subresources.UsageGone, compute.Resources{}, noon.Add(4*time.Second))
	want := []seen{
		{1, "u1", subresources.UsageRunning, noon},
		{2, "u1", subresources.UsageRunning, noon.Add(2 * time.Second)},
		{3, "u1", subresources.UsageStopped, noon.Add(2 * time.Second)}, // the clock went back: time does not
		{4, "u1", subresources.UsageGone, noon.Add(3 * time.Second)},
	}
	if diff := cmp.Diff(want, pending(j)); diff != "" {
		t.Errorf("pending (-want +got):\n%s", diff)
	}
	again, _ := open(t, path)
	if diff := cmp.Diff(want, pending(again)); diff != "" {
		t.Errorf("pending after a restart (-want +got):\n%s", diff)
	}
}

func TestAcknowledgedTransitionsAreNotNumberedAgain(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal.jsonl")
	j, _ := open(t, path)
	record(t, j, "u1", subresources.UsageRunning, small, noon)
	record(t, j, "u1", subresources.UsageGone, small, noon)
	settled, err := j.Acknowledge(2)
	if diff := cmp.Diff([]types.UID{"u1"}, settled); diff != "" || err != nil {
		t.Fatalf("settled (-want +got), err = %v:\n%s", err, diff)
	}
	j, _ = open(t, path)
	if !j.Settled("u1") {
		t.Error("after a restart the machine's end is not known as stored")
	}
	record(t, j, "u1", subresources.UsageGone, small, noon)
	if err := j.Forget("u1"); err != nil {
		t.Fatal(err)
	}
	j, _ = open(t, path)
	record(t, j, "u2", subresources.UsageRunning, small, noon)
	if diff := cmp.Diff([]seen{{3, "u2", subresources.UsageRunning, noon}}, pending(j)); diff != "" {
		t.Errorf("pending (-want +got):\n%s", diff)
	}
}

func TestOpenToleratesATornLastLine(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal.jsonl")
	j, _ := open(t, path)
	record(t, j, "u1", subresources.UsageRunning, small, noon)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	record(t, j, "u1", subresources.UsageStopped, small, noon)
	all, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for cut := len(whole); cut < len(all); cut++ {
		if err := os.WriteFile(path, all[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		j, aside := open(t, path)
		if diff := cmp.Diff([]seen{{1, "u1", subresources.UsageRunning, noon}}, pending(j)); diff != "" || aside != "" {
			t.Fatalf("cut at %d: set aside as %q, pending (-want +got):\n%s", cut, aside, diff)
		}
	}
}

func TestOpenSetsADamagedJournalAside(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal.jsonl")
	if err := os.WriteFile(path, []byte("{\"head\":{\"journal\":\"old\"}}\n{\"trans\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	j, aside := open(t, path)
	if j.ID() != "journal-1" {
		t.Errorf("journal %q goes on, although its numbers are lost", j.ID())
	}
	if _, err := os.Stat(aside); err != nil {
		t.Errorf("the damaged journal is not kept: %v", err)
	}
}

// ledger stores like the real one and fails when told to.
type ledger struct {
	stored map[int64]seen
	fail   error
}

func (l *ledger) Post(_ context.Context, b *subresources.UsageBatch) (int64, error) {
	if l.fail != nil {
		return 0, l.fail
	}
	var last int64
	for _, t := range b.Transitions {
		l.stored[t.Sequence] = seen{t.Sequence, t.Machine, t.State, t.At.UTC()}
		last = t.Sequence
	}
	return last, nil
}

func TestPostKeepsWhatTheLedgerDidNotTake(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), "journal.jsonl"))
	record(t, j, "u1", subresources.UsageRunning, small, noon)
	record(t, j, "u1", subresources.UsageGone, small, noon)
	l := &ledger{stored: map[int64]seen{}, fail: errors.New("database down")}
	var settled []types.UID
	p := &Poster{Host: "h1", Journal: j, Ledger: l, Settled: func(u []types.UID) { settled = append(settled, u...) }}
	if err := p.Post(t.Context()); err == nil || len(pending(j)) != 2 {
		t.Fatalf("after a failed post err = %v and %d transitions wait; want an error and 2", err, len(pending(j)))
	}
	l.fail = nil
	if err := p.Post(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]types.UID{"u1"}, settled); diff != "" || len(pending(j)) != 0 {
		t.Errorf("%d transitions wait, settled (-want +got):\n%s", len(pending(j)), diff)
	}
}

func TestJournalSurvivesARestartAtAnyPoint(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		path := filepath.Join(dir, rapid.StringMatching(`[a-z]{12}`).Draw(rt, "file"))
		defer func() { _ = os.Remove(path) }()
		j, _ := open(t, path)
		var times [4]time.Time
		for step := range rapid.IntRange(1, 20).Draw(rt, "steps") {
			machine := rapid.IntRange(0, 3).Draw(rt, "machine")
			state := rapid.SampledFrom([]subresources.UsageState{subresources.UsageRunning, subresources.UsageStopped}).Draw(rt, "state")
			at := noon.Add(time.Duration(step+rapid.IntRange(-5, 5).Draw(rt, "skew")) * time.Second)
			record(t, j, types.UID('a'+rune(machine)), state, small, at)
			if rapid.Bool().Draw(rt, "acknowledge") {
				if _, err := j.Acknowledge(rapid.Int64Range(0, 30).Draw(rt, "up to")); err != nil {
					rt.Fatal(err)
				}
			}
			before := pending(j)
			j, _ = open(t, path)
			if diff := cmp.Diff(before, pending(j)); diff != "" {
				rt.Fatalf("a restart changes what waits (-before +after):\n%s", diff)
			}
			last, _ := j.Last(types.UID('a' + rune(machine)))
			if last.At.Time.Before(times[machine]) {
				rt.Fatalf("the time of machine %d runs backwards", machine)
			}
			times[machine] = last.At.Time
		}
	})
}
