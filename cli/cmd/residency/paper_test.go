package residency

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
	"github.com/govtech-kz/ikp/internal/text"
)

func report() evidence.Report {
	from := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	to := from.Add(36 * time.Hour)
	return evidence.Report{
		Agency: "minfin", System: "esf", Month: "2026-11", MadeAt: from.AddDate(0, 0, 20), Provisional: true, PersonalData: "Yes", Segment: "G2G",
		Stays: []evidence.Stay{
			{Kind: "Disk", Resource: "disks/u-1/root.qcow2", UID: "u-1", Host: "h1", DataCentre: "astana-1", Country: "KZ", From: from, MovedBy: "aigul"},
			{Kind: "Disk", Resource: "disks/u-1/root.qcow2", UID: "u-1", Host: "h9", DataCentre: "fra-1", Country: "DE", From: from, To: &to, MovedBy: "aigul"},
			{Kind: "Flow", Resource: "Partner GmbH", DataCentre: "out/DE", Country: "DE", From: from},
		},
		Verdicts: []evidence.Verdict{
			{Rule: "KZ-PD-12", Edition: "digital-code-2026", DataCentre: "astana-1", Outcome: "Kept", Message: "in KZ", From: from},
			{Rule: "KZ-PD-36", Edition: "digital-code-2026", DataCentre: "astana-1", Outcome: "Excepted", Message: "in KZ", From: from},
			{Rule: "KZ-PD-12", Edition: "digital-code-2026", DataCentre: "fra-1", Outcome: "Broken", Message: "stands in DE", From: from, To: &to},
		},
		Exceptions: []evidence.Exception{{Name: "e-1", Act: "Order 5", Rules: []string{"KZ-PD-36"}, DataCentres: []string{"astana-1"},
			ValidFrom: from, ExpiresAt: to, ApprovedBy: []string{"bolat", "dana"}}},
		Drifts: []evidence.Drift{{Since: from, Until: &to, Rule: "KZ-PD-12", Resource: "Disk disks/u-1/root.qcow2", Place: "host/h9 in fra-1", Message: "stands in DE"}},
	}
}

func TestPaper(t *testing.T) {
	t.Parallel()
	empty := evidence.Report{Agency: "minfin", System: "web", Month: "2026-10", MadeAt: report().MadeAt, PersonalData: "No", Segment: "G2CB"}
	for name, r := range map[string]evidence.Report{"report": report(), "empty": empty} {
		for _, lang := range text.Languages() {
			t.Run(name+" in "+string(lang), func(t *testing.T) {
				t.Parallel()
				d := Paper(r, "SHA256:abc", text.For(lang), lang)
				var out strings.Builder
				if err := writeTerminal(&out, d, cmdutil.Colours{}); err != nil {
					t.Fatal(err)
				}
				golden.Check(t, name+"."+string(lang)+".txt", out.String())
			})
		}
	}
}

func TestThePaperIsAPDFInKazakhAndTheSameEachTime(t *testing.T) {
	t.Parallel()
	d := Paper(report(), "SHA256:abc", text.For(text.Kazakh), text.Kazakh)
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := d.PDF(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.HasPrefix(first.Bytes(), []byte("%PDF-")) || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("%d bytes that begin with %q; the second time %d", first.Len(), first.Bytes()[:8], second.Len())
	}
}
