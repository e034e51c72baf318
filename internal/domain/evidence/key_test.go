package evidence_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/domain/evidence"
)

func TestKeysSurviveTheirFiles(t *testing.T) {
	public, private := keyFrom(1)
	rawPrivate, err := evidence.EncodePrivate(private)
	if err != nil {
		t.Fatal(err)
	}
	rawPublic, err := evidence.EncodePublic(public)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := evidence.ParsePrivate(rawPrivate); err != nil || !got.Equal(private) {
		t.Errorf("the private key came back as another one: %v", err)
	}
	if got, err := evidence.ParsePublic(rawPublic); err != nil || !got.Equal(public) {
		t.Errorf("the public key came back as another one: %v", err)
	}
	if _, err := evidence.ParsePublic(rawPrivate); !errors.Is(err, evidence.ErrNoKey) {
		t.Errorf("a private key passed for a public one: %v", err)
	}
	if _, err := evidence.ParsePrivate([]byte("secret")); !errors.Is(err, evidence.ErrNoKey) {
		t.Errorf("text passed for a key: %v", err)
	}
}

func FuzzParsePublic(f *testing.F) {
	public, _ := keyFrom(1)
	raw, err := evidence.EncodePublic(public)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if key, err := evidence.ParsePublic(raw); err == nil && len(key) == 0 {
			t.Error("an empty key was accepted")
		}
	})
}

func TestClip(t *testing.T) {
	start := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	p := evidence.Period{From: start, To: start.AddDate(0, 1, 0)}
	noon := start.Add(12 * time.Hour)
	for name, tc := range map[string]struct {
		since, until time.Time
		from         time.Time
		to           *time.Time
	}{
		"what lies within stays as it is":               {noon, noon.Add(time.Hour), noon, at(noon.Add(time.Hour))},
		"what began before begins with the month":       {start.AddDate(0, -1, 0), noon, start, &noon},
		"what goes on has no end":                       {noon, time.Time{}, noon, nil},
		"what ended after the month went on at its end": {noon, p.To.Add(time.Hour), noon, nil},
	} {
		t.Run(name, func(t *testing.T) {
			from, to := p.Clip(tc.since, tc.until)
			if diff := cmp.Diff([]any{tc.from, tc.to}, []any{from, to}); diff != "" {
				t.Errorf("Clip (-want +got):\n%s", diff)
			}
		})
	}
}

func at(t time.Time) *time.Time { return &t }
