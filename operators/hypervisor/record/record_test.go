package record_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
	"github.com/govtech-kz/ikp/operators/hypervisor/record"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestFollow(t *testing.T) {
	t.Parallel()
	running := driver.Observation{Presence: driver.Present, State: driver.Running, RunID: "7"}
	stopped := driver.Observation{Presence: driver.Present, State: driver.Stopped, Cause: driver.Crashed}
	cases := map[string]struct {
		have record.Record
		seen driver.Observation
		want record.Record
	}{
		"changes nothing when nobody can tell": {
			have: record.Record{RunID: "7"},
			seen: driver.Observation{Presence: driver.Unknown},
			want: record.Record{RunID: "7"},
		},
		"takes the first run after its own start for its own": {
			have: record.Record{}.Begin(noon.Add(-time.Second), 40),
			seen: running,
			want: record.Record{StartedAt: noon.Add(-time.Second), LogOffset: 40, RunID: "7"},
		},
		"forgets what the guest said when somebody else started the machine": {
			have: record.Record{StartedAt: noon.Add(-time.Hour), LogOffset: 40, RunID: "6"},
			seen: running,
			want: record.Record{StartedAt: noon, LogOffset: 99, RunID: "7"},
		},
		"counts a run that ended unasked as a fall": {
			have: record.Record{StartedAt: noon.Add(-time.Minute), RunID: "7", Falls: 1},
			seen: stopped,
			want: record.Record{StartedAt: noon.Add(-time.Minute), Falls: 2, FellAt: noon},
		},
		"counts a run that vanished as a fall": {
			have: record.Record{StartedAt: noon.Add(-time.Minute), RunID: "7"},
			seen: driver.Observation{Presence: driver.Absent},
			want: record.Record{StartedAt: noon.Add(-time.Minute), Falls: 1, FellAt: noon},
		},
		"counts a start that came to nothing as a fall": {
			have: record.Record{}.Begin(noon.Add(-time.Second), 0),
			seen: stopped,
			want: record.Record{StartedAt: noon.Add(-time.Second), Falls: 1, FellAt: noon},
		},
		"counts no fall when the stop was asked for": {
			have: record.Record{RunID: "7"}.AskToStop(noon),
			seen: stopped,
			want: record.Record{StopRequestedAt: noon},
		},
		"takes moments for now that lie ahead after the clock was set back": {
			have: record.Record{StartedAt: noon.Add(time.Hour), FellAt: noon.Add(time.Hour), StopRequestedAt: noon.Add(time.Minute), RunID: "7", Falls: 2},
			seen: running,
			want: record.Record{StartedAt: noon, FellAt: noon, StopRequestedAt: noon, RunID: "7", Falls: 2},
		},
		"keeps a moment that is ahead by less than a clock is adjusted": {
			have: record.Record{StartedAt: noon.Add(4 * time.Second), RunID: "7"},
			seen: running,
			want: record.Record{StartedAt: noon.Add(4 * time.Second), RunID: "7"},
		},
		"forgives earlier falls after ten minutes": {
			have: record.Record{StartedAt: noon.Add(-10 * time.Minute), RunID: "7", Falls: 3, FellAt: noon.Add(-time.Hour)},
			seen: running,
			want: record.Record{StartedAt: noon.Add(-10 * time.Minute), RunID: "7"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := tc.have.Follow(tc.seen, noon, 99)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("record (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(got, got.Follow(tc.seen, noon, 99)); diff != "" {
				t.Errorf("the same observation twice changes the record:\n%s", diff)
			}
		})
	}
}

// TestAClockStepNeverProlongsAWait: whatever the clock does, what is remembered
// never lies ahead of it by more than it is adjusted by.
func TestAClockStepNeverProlongsAWait(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		r, now := record.Record{}, noon
		for range rapid.IntRange(1, 30).Draw(rt, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(-3600, 3600).Draw(rt, "by")) * time.Second)
			switch rapid.IntRange(0, 3).Draw(rt, "act") {
			case 0:
				r = r.Begin(now, 0)
			case 1:
				r = r.AskToStop(now)
			case 2:
				r = r.Follow(driver.Observation{Presence: driver.Present, State: driver.Running, RunID: "7"}, now, 0)
			default:
				r = r.Follow(driver.Observation{Presence: driver.Present, State: driver.Stopped}, now, 0)
			}
			followed := r.Follow(driver.Observation{Presence: driver.Unknown}, now, 0)
			for what, at := range map[string]time.Time{"start": followed.StartedAt, "stop": followed.StopRequestedAt, "fall": followed.FellAt} {
				if at.Sub(now) > 5*time.Second {
					rt.Fatalf("the %s lies %s ahead", what, at.Sub(now))
				}
			}
		}
	})
}

func TestStore(t *testing.T) {
	t.Parallel()
	s := record.Store{Dir: filepath.Join(t.TempDir(), "machines")}
	want := record.Record{StartedAt: noon, RunID: "7", LogOffset: 12}
	if err := s.Save("u1", want); err != nil {
		t.Fatal(err)
	}
	got, err := s.Load("u1")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("loaded record (-want +got), err = %v:\n%s", err, diff)
	}
	if err := os.WriteFile(filepath.Join(s.Dir, "u1.json"), []byte(`{"runID":"7`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Load("u1"); got != (record.Record{}) || err != nil {
		t.Errorf("a torn record loads as %+v, %v; want the zero record", got, err)
	}
	for range 2 {
		if err := s.Forget("u1"); err != nil {
			t.Error(err)
		}
	}
}
