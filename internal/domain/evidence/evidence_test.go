package evidence_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/evidence"
)

func keyFrom(seed byte) (ed25519.PublicKey, ed25519.PrivateKey) {
	private := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
	return private.Public().(ed25519.PublicKey), private
}

func report() evidence.Report {
	from := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	return evidence.Report{
		Schema: evidence.Schema, Agency: "minfin", System: "esf", Month: "2026-11", MadeAt: from.AddDate(0, 1, 0),
		PersonalData: "Yes", Segment: "G2G",
		Stays:    []evidence.Stay{{Kind: "Machine", Resource: "web-1", UID: "u-1", Host: "h1", DataCentre: "astana-1", Country: "KZ", From: from, MovedBy: "aigul"}},
		Verdicts: []evidence.Verdict{{Rule: "KZ-PD-12", Edition: "digital-code-2026", DataCentre: "astana-1", Outcome: "Kept", Message: "в Казахстане"}},
	}
}

func signed(t *testing.T) []byte {
	t.Helper()
	_, private := keyFrom(1)
	raw, err := evidence.Sign(t.Context(), report(), private)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestASignedReportIsVerifiedWithItsKey(t *testing.T) {
	public, _ := keyFrom(1)
	other, _ := keyFrom(2)
	got, id, err := evidence.Verify(t.Context(), signed(t), other, public)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(report(), got); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if want, _ := evidence.KeyID(public); id != want || !strings.HasPrefix(id, "SHA256:") {
		t.Errorf("key %q, want %q", id, want)
	}
}

func TestRefuses(t *testing.T) {
	public, _ := keyFrom(1)
	other, _ := keyFrom(2)
	for name, tc := range map[string]struct {
		change func([]byte) []byte
		key    ed25519.PublicKey
		want   error
	}{
		"another key": {func(raw []byte) []byte { return raw }, other, evidence.ErrUnsigned},
		"a changed report": {func(raw []byte) []byte {
			return repack(t, raw, func(e map[string]any) {
				payload, _ := base64.StdEncoding.DecodeString(e["payload"].(string))
				e["payload"] = base64.StdEncoding.EncodeToString(bytes.Replace(payload, []byte(`"KZ"`), []byte(`"DE"`), 1))
			})
		}, public, evidence.ErrUnsigned},
		"an envelope without signatures": {func(raw []byte) []byte {
			return repack(t, raw, func(e map[string]any) { e["signatures"] = []any{} })
		}, public, evidence.ErrUnsigned},
		"another kind of content": {func(raw []byte) []byte {
			return repack(t, raw, func(e map[string]any) { e["payloadType"] = "text/plain" })
		}, public, nil},
		"what is no envelope": {func([]byte) []byte { return []byte("report") }, public, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := evidence.Verify(t.Context(), tc.change(signed(t)), tc.key)
			if err == nil || tc.want != nil && !errors.Is(err, tc.want) {
				t.Errorf("Verify says %v, want %v", err, tc.want)
			}
		})
	}
}

func repack(t *testing.T, raw []byte, change func(map[string]any)) []byte {
	t.Helper()
	var e map[string]any
	if err := json.Unmarshal(raw, &e); err != nil {
		t.Fatal(err)
	}
	change(e)
	out, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAReportOfAnotherSchemaIsNotGuessedAt(t *testing.T) {
	if _, err := evidence.Decode([]byte(`{"schema":"residency-report.ikp.gov.kz/v2"}`)); !errors.Is(err, evidence.ErrSchema) {
		t.Errorf("Decode says %v, want ErrSchema", err)
	}
}

func TestAnyChangedByteOfTheContentIsNoticed(t *testing.T) {
	public, _ := keyFrom(1)
	raw := signed(t)
	var e map[string]any
	if err := json.Unmarshal(raw, &e); err != nil {
		t.Fatal(err)
	}
	payload, err := base64.StdEncoding.DecodeString(e["payload"].(string))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		changed := bytes.Clone(payload)
		changed[rapid.IntRange(0, len(payload)-1).Draw(t, "at")] ^= byte(rapid.IntRange(1, 255).Draw(t, "by"))
		e["payload"] = base64.StdEncoding.EncodeToString(changed)
		out, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := evidence.Verify(t.Context(), out, public); !errors.Is(err, evidence.ErrUnsigned) {
			t.Fatalf("Verify says %v, want ErrUnsigned", err)
		}
	})
}

func FuzzVerify(f *testing.F) {
	public, private := keyFrom(1)
	raw, err := evidence.Sign(f.Context(), report(), private)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"payloadType":"x","payload":"","signatures":[]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, _, err := evidence.Verify(t.Context(), raw, public)
		if err == nil && !cmp.Equal(r, report()) {
			t.Errorf("a report that nobody signed was accepted: %+v", r)
		}
	})
}
