package residency

import (
	"strings"
	"time"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/document"
	"github.com/govtech-kz/ikp/internal/domain/evidence"
	"github.com/govtech-kz/ikp/internal/text"
)

// Paper lays a report out for people: the terminal and the PDF show the same. keyID
// is the key that has signed it.
func Paper(r evidence.Report, keyID string, texts *text.Catalogue, lang text.Language) document.Document {
	p := paper{texts}
	d := document.Document{
		Title:    texts.Say("residency-title", "system", r.System),
		Subtitle: texts.Say("residency-subtitle", "agency", r.Agency, "month", r.Month),
		Language: string(lang), At: r.MadeAt, Landscape: true,
		Blocks: []document.Block{document.Paragraph{Text: p.summary(r)}},
	}
	if r.Provisional {
		d.Blocks = append(d.Blocks, document.Paragraph{Text: texts.Say("residency-provisional")})
	}
	for _, t := range []document.Table{p.stays(r.Stays), p.verdicts(r.Verdicts), p.exceptions(r.Exceptions), p.drifts(r.Drifts)} {
		d.Blocks = append(d.Blocks, p.section(t)...)
	}
	return add(d, texts.Say("residency-signed", "key", keyID))
}

func add(d document.Document, text string) document.Document {
	d.Blocks = append(d.Blocks, document.Paragraph{Text: text})
	return d
}

type paper struct{ texts *text.Catalogue }

func (p paper) summary(r evidence.Report) string {
	return p.texts.Say("residency-summary", "time", cmdutil.Moment(r.MadeAt), "personalData", r.PersonalData, "segment", r.Segment)
}

// section is a table under its heading; an empty one is said to be so.
func (p paper) section(t document.Table) []document.Block {
	if len(t.Rows) == 0 {
		return []document.Block{document.Heading{Text: t.Title}, document.Paragraph{Text: p.texts.Say("residency-none")}}
	}
	return []document.Block{t}
}

func (p paper) stays(all []evidence.Stay) document.Table {
	t := p.table("residency-stays", "head-lot:1", "head-resource:4", "head-source:1", "head-site:1", "head-country:1", "head-since:2", "head-until:2", "head-moved-by:2")
	for _, s := range all {
		t.Rows = append(t.Rows, []string{
			p.texts.Say("residency-kind-" + s.Kind), s.Resource, s.Host, s.DataCentre, s.Country,
			cmdutil.Moment(s.From), p.end(s.To), s.MovedBy,
		})
	}
	return t
}

func (p paper) verdicts(all []evidence.Verdict) document.Table {
	t := p.table("residency-verdicts", "head-rule:1", "head-edition:2", "head-site:1", "head-outcome:1", "head-since:2", "head-until:2", "head-what:5")
	for _, v := range all {
		t.Rows = append(t.Rows, []string{
			v.Rule, v.Edition, v.DataCentre, p.texts.Say("residency-" + v.Outcome), cmdutil.Moment(v.From), p.end(v.To), v.Message,
		})
	}
	return t
}

func (p paper) exceptions(all []evidence.Exception) document.Table {
	t := p.table("residency-exceptions", "head-exception:2", "head-act:3", "head-rule:2", "head-site:2", "head-since:2", "head-until:2", "head-approved-by:3")
	for _, e := range all {
		t.Rows = append(t.Rows, []string{
			e.Name, e.Act, strings.Join(e.Rules, ", "), strings.Join(e.DataCentres, ", "),
			cmdutil.Moment(e.ValidFrom), cmdutil.Moment(e.ExpiresAt), strings.Join(e.ApprovedBy, ", "),
		})
	}
	return t
}

func (p paper) drifts(all []evidence.Drift) document.Table {
	t := p.table("residency-drifts", "head-rule:1", "head-resource:3", "head-source:2", "head-since:2", "head-until:2", "head-what:5")
	for _, d := range all {
		t.Rows = append(t.Rows, []string{d.Rule, d.Resource, d.Place, cmdutil.Moment(d.Since), p.end(d.Until), d.Message})
	}
	return t
}

// table has columns written head:share.
func (p paper) table(title string, columns ...string) document.Table {
	t := document.Table{Title: p.texts.Say(title)}
	for _, c := range columns {
		head, share, _ := strings.Cut(c, ":")
		t.Columns = append(t.Columns, document.Column{Title: p.texts.Say(head), Share: int(share[0] - '0')})
	}
	return t
}

func (p paper) end(t *time.Time) string {
	if t == nil {
		return p.texts.Say("residency-stands")
	}
	return cmdutil.Moment(*t)
}
