package ledger_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	clocktesting "k8s.io/utils/clock/testing"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/controllers/ledger/ledgertest"
)

// evening is when the ledger of these tests receives records.
var evening = noon.Add(8 * time.Hour)

// metered is a ledger with machines m (2 vCPU, 2 GiB, 10 GiB) and n.
func metered(t *testing.T, dsn string) *ledger.Ledger {
	t.Helper()
	l := ledgertest.Open(t, dsn, ledger.WithClock(clocktesting.NewFakePassiveClock(evening)))
	furnish(t, l, plenty)
	for _, m := range []string{"m", "n"} {
		_, err := l.Reserve(t.Context(), request(m, small))
		must(t, err)
	}
	return l
}

func record(sequence int64, machine string, s ledger.State, after time.Duration) ledger.Transition {
	return ledger.Transition{Sequence: sequence, Machine: machine, State: s, Vector: small, At: noon.Add(after)}
}

// span is what a system's meter counted in seconds of one unit.
type usage struct{ VCPUSeconds, MemoryMiBSeconds, DiskGiBSeconds int64 }

func counted(t *testing.T, l *ledger.Ledger, now time.Time) usage {
	t.Helper()
	s, err := l.Statement(t.Context(), "minfin", "2026-12", now)
	must(t, err)
	var out usage
	for _, line := range s.Lines {
		switch line.Meter {
		case "vcpu-hour":
			out.VCPUSeconds += line.Seconds
		case "memory-gib-hour":
			out.MemoryMiBSeconds += line.Seconds
		case "disk-gib-hour":
			out.DiskGiBSeconds += line.Seconds
		}
	}
	return out
}

func TestUsageBecomesIntervals(t *testing.T) {
	type batch struct {
		host, journal string
		records       []ledger.Transition
	}
	const minute = time.Minute
	tests := map[string]struct {
		batches []batch
		want    usage
		finds   []ledger.FindingKind
	}{
		"running, stopped, gone": {
			[]batch{{"h1", "j", []ledger.Transition{
				record(1, "m", ledger.Running, 0), record(2, "m", ledger.Stopped, 10*minute), record(3, "m", ledger.Gone, 15*minute)}}},
			usage{2 * 600, 2048 * 600, 10 * 900}, nil,
		},
		"an open interval counts up to now": {
			[]batch{{"h1", "j", []ledger.Transition{record(1, "m", ledger.Running, 0)}}},
			usage{2 * 3600, 2048 * 3600, 10 * 3600}, nil,
		},
		"a repeated batch counts once": {
			[]batch{
				{"h1", "j", []ledger.Transition{record(1, "m", ledger.Running, 0), record(2, "m", ledger.Gone, 10*minute)}},
				{"h1", "j", []ledger.Transition{record(1, "m", ledger.Running, 0), record(2, "m", ledger.Gone, 10*minute)}},
			},
			usage{2 * 600, 2048 * 600, 10 * 600}, nil,
		},
		"a batch out of order is put in order": {
			[]batch{{"h1", "j", []ledger.Transition{record(2, "m", ledger.Gone, 10*minute), record(1, "m", ledger.Running, 0)}}},
			usage{2 * 600, 2048 * 600, 10 * 600}, nil,
		},
		"the same state again goes on": {
			[]batch{{"h1", "j", []ledger.Transition{
				record(1, "m", ledger.Running, 0), record(2, "m", ledger.Running, 5*minute), record(3, "m", ledger.Gone, 10*minute)}}},
			usage{2 * 600, 2048 * 600, 10 * 600}, nil,
		},
		"a journal that begins anew continues the machine": {
			[]batch{
				{"h1", "j", []ledger.Transition{record(1, "m", ledger.Running, 0)}},
				{"h1", "k", []ledger.Transition{record(1, "m", ledger.Running, 5*minute), record(2, "m", ledger.Gone, 10*minute)}},
			},
			usage{2 * 600, 2048 * 600, 10 * 600}, nil,
		},
		"a clock that runs back does not overlap": {
			[]batch{{"h1", "j", []ledger.Transition{
				record(1, "m", ledger.Running, 10*minute), record(2, "m", ledger.Stopped, 5*minute), record(3, "m", ledger.Gone, 20*minute)}}},
			usage{0, 0, 10 * 600}, []ledger.FindingKind{ledger.ClockBehind},
		},
		"nothing counts before the reservation": {
			[]batch{{"h1", "j", []ledger.Transition{record(1, "m", ledger.Running, -10*minute), record(2, "m", ledger.Gone, 10*minute)}}},
			usage{2 * 600, 2048 * 600, 10 * 600}, []ledger.FindingKind{ledger.ClockBehind},
		},
		"a clock that runs ahead counts from the arrival": {
			[]batch{{"h1", "j", []ledger.Transition{record(1, "m", ledger.Running, 9*60*minute)}}},
			usage{}, []ledger.FindingKind{ledger.ClockAhead},
		},
		"an unknown machine is kept as a finding": {
			[]batch{{"h1", "j", []ledger.Transition{record(1, "stranger", ledger.Running, 0), record(2, "m", ledger.Running, 0)}}},
			usage{2 * 3600, 2048 * 3600, 10 * 3600}, []ledger.FindingKind{ledger.UnknownMachine},
		},
		"another host cannot change a machine": {
			[]batch{
				{"h1", "j", []ledger.Transition{record(1, "m", ledger.Running, 0)}},
				{"h2", "j", []ledger.Transition{record(1, "m", ledger.Gone, 10*minute)}},
			},
			usage{2 * 3600, 2048 * 3600, 10 * 3600}, []ledger.FindingKind{ledger.WrongHost},
		},
		"another host takes over a machine that is gone": {
			[]batch{
				{"h1", "j", []ledger.Transition{record(1, "m", ledger.Running, 0), record(2, "m", ledger.Gone, 10*minute)}},
				{"h2", "j", []ledger.Transition{record(1, "m", ledger.Running, 20*minute), record(2, "m", ledger.Gone, 30*minute)}},
			},
			usage{2 * 1200, 2048 * 1200, 10 * 1200}, nil,
		},
		"one number for two facts is a finding": {
			[]batch{
				{"h1", "j", []ledger.Transition{record(1, "m", ledger.Running, 0)}},
				{"h1", "j", []ledger.Transition{record(1, "m", ledger.Stopped, 0)}},
			},
			usage{2 * 3600, 2048 * 3600, 10 * 3600}, []ledger.FindingKind{ledger.ConflictingRepeat},
		},
		"nonsense does not block the journal": {
			[]batch{{"h1", "j", []ledger.Transition{
				record(1, "m", "Flying", 0),
				{Sequence: 2, Machine: "m", State: ledger.Running, Vector: ledger.Vector{VCPU: -2}, At: noon},
				record(3, "m", ledger.Running, 0)}}},
			usage{2 * 3600, 2048 * 3600, 10 * 3600}, []ledger.FindingKind{ledger.InvalidRecord, ledger.InvalidRecord},
		},
		"more than reserved is counted and found": {
			[]batch{{"h1", "j", []ledger.Transition{
				{Sequence: 1, Machine: "m", State: ledger.Running, Vector: ledger.Vector{VCPU: 4, MemoryMiB: 2048, DiskGiB: 10}, At: noon}}}},
			usage{4 * 3600, 2048 * 3600, 10 * 3600}, []ledger.FindingKind{ledger.BeyondReservation},
		},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			ledgertest.Each(t, func(t *testing.T, dsn string) {
				l := metered(t, dsn)
				for _, b := range tc.batches {
					got, err := l.RecordUsage(t.Context(), b.host, b.journal, b.records)
					must(t, err)
					if got != int64(len(b.records)) {
						t.Errorf("acknowledged %d, want %d", got, len(b.records))
					}
				}
				if diff := cmp.Diff(tc.want, counted(t, l, noon.Add(time.Hour))); diff != "" {
					t.Errorf("counted (-want +got):\n%s", diff)
				}
				found, err := l.Findings(t.Context())
				must(t, err)
				var kinds []ledger.FindingKind
				for _, f := range found {
					kinds = append(kinds, f.Kind)
				}
				if diff := cmp.Diff(tc.finds, kinds); diff != "" {
					t.Errorf("findings (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func TestGapsInAJournal(t *testing.T) {
	ledgertest.Each(t, func(t *testing.T, dsn string) {
		l := metered(t, dsn)
		_, err := l.RecordUsage(t.Context(), "h1", "j", []ledger.Transition{record(2, "m", ledger.Running, 0)})
		var gap *ledger.JournalGap
		if !errors.As(err, &gap) || *gap != (ledger.JournalGap{Acknowledged: 0, Got: 2}) {
			t.Errorf("a journal that begins with 2: %v", err)
		}
		got, err := l.RecordUsage(t.Context(), "h1", "j", []ledger.Transition{
			record(1, "m", ledger.Running, 0), record(2, "m", ledger.Stopped, time.Minute), record(4, "m", ledger.Gone, time.Hour)})
		must(t, err)
		if got != 2 {
			t.Errorf("acknowledged %d with 3 missing, want 2", got)
		}
		got, err = l.RecordUsage(t.Context(), "h1", "j", nil)
		must(t, err)
		if got != 2 {
			t.Errorf("acknowledged %d for an empty batch, want 2", got)
		}
	})
}
