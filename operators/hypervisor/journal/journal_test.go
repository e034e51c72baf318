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
	clocktesting "k8s.io/utils/clock/testing"
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
	batch := j.Batch(100)
	if batch == nil {
		return nil
	}
	for _, t := range batch.Transitions {
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
		{3, "u1", subresources.UsageStopped, noon}, // the clock went back: the ledger sorts that out
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
	settled, err := j.Acknowledge(2, noon)
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
	record(t, j, "u1", subresources.UsageRunning, small, noon)
	if id := j.Batch(1).Journal; id != "journal-1" {
		t.Errorf("journal %q goes on, although its numbers are lost", id)
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
	p := &Poster{Host: "h1", Journal: j, Ledger: l, Clock: clocktesting.NewFakeClock(noon), Settled: func(u []types.UID) { settled = append(settled, u...) }}
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
		for step := range rapid.IntRange(1, 20).Draw(rt, "steps") {
			machine := rapid.IntRange(0, 3).Draw(rt, "machine")
			state := rapid.SampledFrom([]subresources.UsageState{subresources.UsageRunning, subresources.UsageStopped}).Draw(rt, "state")
			at := noon.Add(time.Duration(step+rapid.IntRange(-5, 5).Draw(rt, "skew")) * time.Second)
			record(t, j, types.UID('a'+rune(machine)), state, small, at)
			if rapid.Bool().Draw(rt, "acknowledge") {
				if _, err := j.Acknowledge(rapid.Int64Range(0, 30).Draw(rt, "up to"), noon); err != nil {
					rt.Fatal(err)
				}
			}
			before := pending(j)
			j, _ = open(t, path)
			if diff := cmp.Diff(before, pending(j)); diff != "" {
				rt.Fatalf("a restart changes what waits (-before +after):\n%s", diff)
			}
		}
	})
}

// TestAcknowledgedTransitionsAreKeptForABackupsAge: 35 days, a thousand at least.
func TestAcknowledgedTransitionsAreKeptForABackupsAge(t *testing.T) {
	t.Parallel()
	const many = keepAtLeast + 500
	path := filepath.Join(t.TempDir(), "journal.jsonl")
	j, _ := open(t, path)
	record(t, j, "calm", subresources.UsageRunning, small, noon)
	for n := 1; n < many; n++ {
		state := []subresources.UsageState{subresources.UsageRunning, subresources.UsageStopped}[n%2]
		record(t, j, "u1", state, small, noon.Add(time.Duration(n)*time.Second))
	}
	acknowledge := func(upTo int64, now time.Time) {
		t.Helper()
		if _, err := j.Acknowledge(upTo, now); err != nil {
			t.Fatal(err)
		}
	}
	acknowledge(many-1, noon.Add(KeepFor))
	if s, err := j.Resume(0); err != nil || s != (Setback{Resent: many - 1}) {
		t.Errorf("setback %+v, %v; want all of %d sent again", s, err, many-1)
	}
	acknowledge(many-1, noon.Add(KeepFor+time.Hour))
	j, _ = open(t, path)
	acknowledge(many, noon.Add(KeepFor+time.Hour))
	if s, err := j.Resume(7); err != nil || s != (Setback{Resent: keepAtLeast, Lost: 500 - 7}) {
		t.Errorf("setback %+v, %v; want %d sent again and %d lost", s, err, keepAtLeast, 500-7)
	}
	again, _ := open(t, path)
	for _, j := range []*Journal{j, again} {
		b := j.Batch(many)
		last := b.Transitions[len(b.Transitions)-1]
		if b.Oldest > 501 || b.Transitions[0].Sequence != 501 || last.Machine != "calm" || !last.At.Time.Equal(noon) {
			t.Errorf("goes on from %d with the oldest %d and ends with %+v; want 501, at most 501, and the calm machine's state", b.Transitions[0].Sequence, b.Oldest, last)
		}
	}
}

// TestAnIdleJournalNoticesThatTheLedgerWasRestored: nothing waits, and the ledger
// lacks what it acknowledged.
func TestAnIdleJournalNoticesThatTheLedgerWasRestored(t *testing.T) {
	t.Parallel()
	j, _ := open(t, filepath.Join(t.TempDir(), "journal.jsonl"))
	for n := range 3 {
		record(t, j, types.UID('a'+rune(n)), subresources.UsageRunning, small, noon)
	}
	clk := clocktesting.NewFakeClock(noon)
	l, reasons := &restored{}, []string{}
	p := &Poster{Host: "h1", Journal: j, Ledger: l, Clock: clk, Settled: func([]types.UID) {},
		Tell: func(_ context.Context, reason, message string) { reasons = append(reasons, reason+": "+message) }}
	for _, after := range []time.Duration{0, time.Minute, askInterval} {
		clk.SetTime(noon.Add(after))
		if err := p.Post(t.Context()); err != nil {
			t.Fatal(err)
		}
		l.has = min(l.has, 1) // a backup from after the first
	}
	clk.SetTime(noon.Add(3 * askInterval))
	if err := p.Post(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{"LedgerBehind: the ledger was restored from an older backup and lacks records 2 to 2; they are sent again"}
	if diff := cmp.Diff(want, reasons[:1]); diff != "" || l.has != 3 {
		t.Errorf("the ledger has %d records, want 3; told (-want +got):\n%s", l.has, diff)
	}
	if diff := cmp.Diff([]int64{1, 3, 2, 3, 2}, l.firsts); diff != "" {
		t.Errorf("batches began with (-want +got):\n%s", diff)
	}
}

// restored has the first records of a journal, and stores what follows.
type restored struct {
	has    int64
	firsts []int64
}

func (l *restored) Post(_ context.Context, b *subresources.UsageBatch) (int64, error) {
	first := b.Transitions[0].Sequence
	l.firsts = append(l.firsts, first)
	if first <= l.has+1 {
		l.has = max(l.has, b.Transitions[len(b.Transitions)-1].Sequence)
	}
	return l.has, nil
}

// TestAJournalThatKnowsLessThanTheLedgerBeginsAnother: its host was restored.
func TestAJournalThatKnowsLessThanTheLedgerBeginsAnother(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal.jsonl")
	ids := []types.UID{"old", "new"}
	j, _, err := Open(path, func() types.UID { id := ids[0]; ids = ids[1:]; return id })
	if err != nil {
		t.Fatal(err)
	}
	record(t, j, "u1", subresources.UsageRunning, small, noon)
	record(t, j, "u2", subresources.UsageRunning, small, noon)
	if _, err := j.Acknowledge(1, noon); err != nil {
		t.Fatal(err)
	}
	if s, err := j.Resume(9); err != nil || !s.Renewed {
		t.Fatalf("setback %+v, %v; want another journal", s, err)
	}
	want := []seen{{1, "u1", subresources.UsageRunning, noon}, {2, "u2", subresources.UsageRunning, noon}}
	again, _ := open(t, path)
	if diff := cmp.Diff(want, pending(again)); diff != "" || again.Batch(1).Journal != "new" {
		t.Errorf("journal %q, pending (-want +got):\n%s", again.Batch(1).Journal, diff)
	}
}

// TestAJournalOfAnOlderVersionIsRead: it kept only what waits and last states.
func TestAJournalOfAnOlderVersionIsRead(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal.jsonl")
	old := `{"head":{"journal":"j","sequence":5,"acknowledged":4}}
{"transition":{"sequence":2,"machine":"u1","state":"Running","vcpu":1,"memoryMiB":96,"diskGiB":1,"at":"2026-11-22T12:00:00.000000Z"}}
{"transition":{"sequence":5,"machine":"u2","state":"Running","vcpu":1,"memoryMiB":96,"diskGiB":1,"at":"2026-11-22T12:00:00.000000Z"}}
`
	if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	j, aside := open(t, path)
	want := []seen{{5, "u2", subresources.UsageRunning, noon}}
	if diff := cmp.Diff(want, pending(j)); diff != "" || aside != "" || len(j.Machines()) != 2 {
		t.Errorf("set aside as %q, machines %v, pending (-want +got):\n%s", aside, j.Machines(), diff)
	}
}
