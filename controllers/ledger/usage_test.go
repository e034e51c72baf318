package ledger_test

import (
	"fmt"
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
					got, err := l.RecordUsage(t.Context(), ledger.Batch{Host: b.host, Journal: b.journal, Records: b.records})
					must(t, err)
					if got != int64(len(b.records)) {
						t.Errorf("acknowledged %d, want %d", got, len(b.records))
					}
				}
				if diff := cmp.Diff(tc.want, counted(t, l, noon.Add(time.Hour))); diff != "" {
					t.Errorf("counted (-want +got):\n%s", diff)
				}
				found, err := l.Findings(t.Context(), time.Time{})
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
		send := func(want int64, oldest int64, records ...ledger.Transition) {
			t.Helper()
			got, err := l.RecordUsage(t.Context(), ledger.Batch{Host: "h1", Journal: "j", Records: records, Oldest: oldest})
			must(t, err)
			if got != want {
				t.Errorf("acknowledged %d, want %d", got, want)
			}
		}
		send(0, 0, record(2, "m", ledger.Running, 0))
		send(2, 0, record(1, "m", ledger.Running, 0), record(2, "m", ledger.Stopped, time.Minute), record(4, "m", ledger.Gone, time.Hour))
		send(2, 0)
		send(2, 3, record(5, "m", ledger.Running, time.Hour))
		send(5, 5, record(5, "m", ledger.Running, time.Hour))
		found, err := l.Findings(t.Context(), time.Time{})
		must(t, err)
		var got []string
		for _, f := range found {
			got = append(got, fmt.Sprintf("%s %d: %s", f.Kind, f.Sequence, f.Detail))
		}
		want := []string{
			"LedgerBehind 1: records 1 to 1 were acknowledged, but are not in this ledger: it was restored from an older backup; the host sends them again",
			"LedgerBehind 3: records 3 to 4 were acknowledged, but are not in this ledger: it was restored from an older backup; the host sends them again",
			"RecordsLost 3: records 3 to 4 were acknowledged, but are not in this ledger, and the host no longer keeps them; machines count as they were before, until their next record",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("findings (-want +got):\n%s", diff)
		}
	})
}

// TestASingleLostRecordIsAFinding: the host's newest record, sent once more, is all
// that a restored ledger lacks.
func TestASingleLostRecordIsAFinding(t *testing.T) {
	l := metered(t, ledgertest.SQLite(t))
	_, err := l.RecordUsage(t.Context(), ledger.Batch{
		Host: "h1", Journal: "j", Acknowledged: 1, Records: []ledger.Transition{record(1, "m", ledger.Running, 0)}})
	must(t, err)
	counts, err := l.CountFindings(t.Context())
	must(t, err)
	if diff := cmp.Diff(map[ledger.FindingKind]int64{ledger.LedgerBehind: 1}, counts); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func TestAClockThatDiffersIsAFinding(t *testing.T) {
	for name, tc := range map[string]struct {
		sent time.Time
		want string
	}{
		"an hour ahead":  {evening.Add(time.Hour), "the host's clock is 1h0m0s ahead of the ledger's"},
		"an hour behind": {evening.Add(-time.Hour), "the host's clock is 1h0m0s behind the ledger's"},
		"on the way":     {evening.Add(-20 * time.Second), ""},
		"unknown":        {time.Time{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l := metered(t, ledgertest.SQLite(t))
			_, err := l.RecordUsage(t.Context(), ledger.Batch{
				Host: "h1", Journal: "j", SentAt: tc.sent, Records: []ledger.Transition{record(1, "m", ledger.Running, 0)}})
			must(t, err)
			found, err := l.Findings(t.Context(), time.Time{})
			must(t, err)
			got := ""
			for _, f := range found {
				got += f.Detail
			}
			if got != tc.want {
				t.Errorf("found %q, want %q", got, tc.want)
			}
		})
	}
}
