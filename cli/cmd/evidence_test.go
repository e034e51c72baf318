package cmd_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
)

// signer is an evidence key and the files of its public halves: its own, and
// another's.
type signer struct {
	private              ed25519.PrivateKey
	keyFile, strangerKey string
	dir                  string
}

func newSigner(t *testing.T) signer {
	t.Helper()
	s := signer{private: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize)), dir: t.TempDir()}
	s.keyFile = s.writeKey(t, "key.pem", s.private)
	s.strangerKey = s.writeKey(t, "stranger.pem", ed25519.NewKeyFromSeed(bytes.Repeat([]byte{2}, ed25519.SeedSize)))
	return s
}

func (s signer) writeKey(t *testing.T, name string, private ed25519.PrivateKey) string {
	t.Helper()
	raw, err := evidence.EncodePublic(private.Public().(ed25519.PublicKey))
	if err != nil {
		t.Fatal(err)
	}
	return s.write(t, name, raw)
}

func (s signer) write(t *testing.T, name string, raw []byte) string {
	t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (s signer) envelope(t *testing.T) []byte {
	t.Helper()
	from := time.Date(2024, 10, 1, 0, 0, 0, 0, time.UTC)
	raw, err := evidence.Sign(t.Context(), evidence.Report{
		Agency: "minfin", System: "esf", Month: "2024-10", MadeAt: from.AddDate(0, 2, 0), PersonalData: "Yes", Segment: "G2G",
		Stays: []evidence.Stay{{Kind: "Disk", Resource: "disks/u-1/root.qcow2", Host: "h1", DataCentre: "astana-1", Country: "KZ", From: from}},
	}, s.private)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// tampered is the report with another country in it.
func (s signer) tampered(t *testing.T) string {
	t.Helper()
	var e map[string]any
	if err := json.Unmarshal(s.envelope(t), &e); err != nil {
		t.Fatal(err)
	}
	payload, err := base64.StdEncoding.DecodeString(e["payload"].(string))
	if err != nil {
		t.Fatal(err)
	}
	e["payload"] = base64.StdEncoding.EncodeToString(bytes.Replace(payload, []byte(`"KZ"`), []byte(`"DE"`), 1))
	raw, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return s.write(t, "tampered.dsse.json", raw)
}

func TestAReportIsVerifiedOffline(t *testing.T) {
	t.Parallel()
	s := newSigner(t)
	good := s.write(t, "good.dsse.json", s.envelope(t))
	nobody := person{t: t, kubeconfig: "/nonexistent"}
	got := nobody.must("evidence verify " + good + " --key " + s.keyFile + " --pdf " + filepath.Join(s.dir, "good.pdf") + " --lang ru")
	for _, want := range []string{"ПРОВЕРЕНО: " + good, "Отчёт о системе esf госоргана minfin за 2024-10: мест — 1", "good.pdf записан"} {
		if !strings.Contains(got, want) {
			t.Errorf("verify does not say %q:\n%s", want, got)
		}
	}
	for name, line := range map[string]string{
		"a changed report": "evidence verify " + s.tampered(t) + " --key " + s.keyFile,
		"another key":      "evidence verify " + good + " --key " + s.strangerKey,
	} {
		got := nobody.types(line)
		if got.code != 1 || !strings.Contains(got.err, "no given key has signed this report, or it was changed since") || got.out != "" {
			t.Errorf("%s: got %+v, want exit code 1 and nothing of the report", name, got)
		}
	}
	if got := nobody.types("evidence verify " + good + " --key " + good); got.code != 1 || !strings.Contains(got.err, "no Ed25519 key in PEM") {
		t.Errorf("a file that is no key: %+v", got)
	}
}

// serveEvidence adds what ikp-apiserver says of evidence.
func serveEvidence(t *testing.T, mux *http.ServeMux, s signer) {
	t.Helper()
	public, err := os.ReadFile(s.keyFile)
	if err != nil {
		t.Fatal(err)
	}
	kind := func(name string) metav1.TypeMeta {
		return metav1.TypeMeta{APIVersion: subresources.GroupVersion.String(), Kind: name}
	}
	mux.HandleFunc("GET "+subresourcesPath+"/evidencekeys/residency", answerJSON(subresources.EvidenceKey{
		TypeMeta: kind("EvidenceKey"), KeyID: "SHA256:abc", PublicKey: string(public),
	}))
	mux.HandleFunc("GET "+subresourcesPath+"/namespaces/agency-minfin/residencyreports/esf.2024-10", answerJSON(subresources.ResidencyReport{
		TypeMeta: kind("ResidencyReport"), Agency: "minfin", System: "esf", Month: "2024-10", KeyID: "SHA256:abc", Envelope: s.envelope(t),
	}))
	since := metav1.NewMicroTime(time.Date(2024, 10, 1, 0, 0, 0, 0, time.UTC))
	finding := subresources.ResidencyFinding{Agency: "minfin", System: "esf", Source: "host/h9", LotKind: "Disk", Resource: "disks/u-1/root.qcow2",
		DataCentre: "fra-1", Rule: "KZ-PD-12", Message: "stands in DE", Answer: "quarantine", Since: since}
	gone := finding
	gone.Source, gone.Until = "host/h8", &since
	mux.HandleFunc("GET "+subresourcesPath+"/residencyfindings", answerJSON(subresources.ResidencyFindingList{
		Items: []subresources.ResidencyFinding{finding, gone},
	}))
}

func TestResidencyFromTheCommandLine(t *testing.T) {
	t.Parallel()
	s := newSigner(t)
	p := aggregated(t, func(mux *http.ServeMux) { serveEvidence(t, mux, s) })
	file := filepath.Join(s.dir, "esf.dsse.json")
	for line, want := range map[string]string{
		"residency show minfin/esf --month 2024-10":         "disk    disks/u-1/root.qcow2   h1       astana-1   KZ",
		"residency show minfin/esf --month 2024-10 -o json": `"country": "KZ"`,
		"residency findings":                                "minfin   esf      disk    disks/u-1/root.qcow2   host/h9   fra-1   KZ-PD-12   off the network",
		"residency findings --all":                          "host/h8",
		"evidence key":                                      "-----BEGIN PUBLIC KEY-----",
		"residency report minfin/esf --month 2024-10 -f " + file + " --pdf " + file + ".pdf --lang kk": "жазылды",
	} {
		if got := p.must(line); !strings.Contains(got, want) {
			t.Errorf("%s does not show %q:\n%s", line, want, got)
		}
	}
	if got := p.must("residency findings"); strings.Contains(got, "host/h8") {
		t.Errorf("what is gone is listed unasked:\n%s", got)
	}
	p.must("evidence verify " + file + " --key " + s.keyFile)
	for line, want := range map[string]string{
		"residency show esf":                          "names no system: write AGENCY/SYSTEM",
		"residency show minfin/esf --month 9999-01":   "has not begun in Almaty",
		"residency report minfin/esf --month 2024-10": `required flag(s) "file" not set`,
	} {
		if got := p.types(line); got.code != 2 || !strings.Contains(got.err, want) {
			t.Errorf("%s: got %+v, want exit code 2 and %q", line, got, want)
		}
	}
}
