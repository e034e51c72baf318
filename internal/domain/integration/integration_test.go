package integration_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/integration"
)

var asked = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)

func after(days int) time.Time { return asked.AddDate(0, 0, days) }

func said(matter, party string, days int) integration.Word {
	return integration.Word{Matter: matter, Party: party, Approved: true, Current: true, At: after(days)}
}

func TestFollow(t *testing.T) {
	all := []integration.Word{said("contract-signed", "GO", 1), said("approved", "SI", 3), said("tested", "OPERATOR", 8), said("access-given", "OPERATOR", 9)}
	for name, tc := range map[string]struct {
		words    []integration.Word
		step     string
		holder   string
		since    time.Time
		rejected bool
	}{
		"begins with the contract":                    {nil, "ContractSigned", "GO", asked, false},
		"hands it on to the holder of the next step":  {all[:1], "Approved", "SI", after(1), false},
		"does not hear whoever does not hold it":      {[]integration.Word{said("contract-signed", "SI", 1)}, "ContractSigned", "GO", asked, false},
		"does not hear a word about what has changed": {[]integration.Word{{Matter: "contract-signed", Party: "GO", Approved: true, At: asked}}, "ContractSigned", "GO", asked, false},
		"waits while its holder refuses": {append(all[:1:1], integration.Word{Matter: "approved", Party: "SI", Current: true, At: after(3)}),
			"Approved", "SI", after(1), true},
		"goes on when the holder has changed its mind": {append([]integration.Word{{Matter: "approved", Party: "SI", Current: true, At: after(2)}}, all[:2]...),
			"Tested", "OPERATOR", after(3), false},
		"counts what was said too early from when it could be": {[]integration.Word{all[0], said("approved", "SI", 0)}, "Tested", "OPERATOR", after(1), false},
		"holds nothing back when access was given":             {all, "", "", time.Time{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := integration.Follow(asked, tc.words)
			if tc.step == "" {
				if p.Open != nil || !p.Given().Equal(after(9)) {
					t.Errorf("open is %+v, given %s", p.Open, p.Given())
				}
				return
			}
			if p.Open == nil || p.Open.Name != tc.step || p.Open.Party != tc.holder || !p.Open.Since.Equal(tc.since) || p.Open.Rejected != tc.rejected {
				t.Errorf("open is %+v", p.Open)
			}
		})
	}
}

func TestLate(t *testing.T) {
	for name, tc := range map[string]struct {
		given, today string
		due          string
		late         int
	}{
		"is in time on its last day":                 {"", "2026-11-16", "2026-11-16", 0},
		"is late the day after":                      {"", "2026-11-17", "2026-11-16", 1},
		"stays in time when access was given in it":  {"2026-11-16", "2027-01-01", "2026-11-16", 0},
		"stays as late as it was when it was given":  {"2026-11-20", "2027-01-01", "2026-11-16", 4},
		"counts calendar days, holidays among them":  {"", "2026-12-17", "2026-11-16", 31},
		"is in time on the day on which it is asked": {"", "2026-11-02", "2026-11-16", 0},
	} {
		t.Run(name, func(t *testing.T) {
			term := integration.Term{RequestedOn: "2026-11-02", Days: integration.DefaultDays, GivenOn: tc.given}
			due, err := term.DueOn()
			if err != nil {
				t.Fatal(err)
			}
			late, err := term.Late(tc.today)
			if err != nil || due != tc.due || late != tc.late {
				t.Errorf("due on %s, %d days late (%v), want %s and %d", due, late, err, tc.due, tc.late)
			}
		})
	}
}

func TestATermOfNoDayIsAnError(t *testing.T) {
	if _, err := (integration.Term{RequestedOn: "yesterday"}).Late("2026-11-22"); err == nil {
		t.Error("a day that is none has a term")
	}
}

// TestStepsAreDoneInTheirOrder: whatever is said in whatever order, each step is
// held by one party at a time, and ends no earlier than it began.
func TestStepsAreDoneInTheirOrder(t *testing.T) {
	word := rapid.Custom(func(t *rapid.T) integration.Word {
		s := rapid.SampledFrom(integration.Steps).Draw(t, "step")
		return integration.Word{Matter: s.Matter, Party: rapid.SampledFrom([]string{s.Party, "GO", "SI"}).Draw(t, "party"),
			Approved: rapid.Bool().Draw(t, "approved"), Current: rapid.Bool().Draw(t, "current"),
			At: after(rapid.IntRange(-1, 9).Draw(t, "at"))}
	})
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(word).Draw(t, "words")
		p := integration.Follow(asked, words)
		for i, r := range p.Steps {
			if r.Done.Before(r.Since) && !r.Done.IsZero() {
				t.Fatalf("%s ended before it began: %+v", r.Name, r)
			}
			if i > 0 && !r.Since.Equal(p.Steps[i-1].Done) {
				t.Fatalf("%s began at %s, the step before it ended at %s", r.Name, r.Since, p.Steps[i-1].Done)
			}
		}
		again := integration.Follow(asked, rapid.Permutation(words).Draw(t, "shuffled"))
		if diff := cmp.Diff(p, again); diff != "" {
			t.Fatalf("the order of words matters:\n%s", diff)
		}
		open := slices.IndexFunc(p.Steps, func(r integration.Record) bool { return r.Done.IsZero() })
		if (open < 0) != (p.Open == nil) {
			t.Fatalf("step %d is open, the progress says %+v", open, p.Open)
		}
	})
}
