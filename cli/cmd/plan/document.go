package plan

import (
	"time"

	"github.com/govtech-kz/ikp/internal/document"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/gantt"
)

// document is a plan on paper, made on a day in Kazakhstan.
func (v view) document(p agencyPlan, at time.Time) (document.Document, error) {
	day, err := time.Parse(time.DateOnly, calendar.Day(at))
	if err != nil {
		return document.Document{}, err
	}
	d := document.Document{
		Title: v.title(p), Subtitle: v.agreed(p), Language: v.words.Say("language"), At: day, Landscape: true,
		Blocks: []document.Block{document.Paragraph{Text: v.summary(p)}},
	}
	if picture, err := gantt.Picture(v.chart(p)); err == nil {
		d.Blocks = append(d.Blocks, picture)
	}
	t := document.Table{Title: v.words.Say("plan-sheet"), Columns: []document.Column{
		{Title: v.words.Say("head-system"), Share: 3}, {Title: v.words.Say("head-wave"), Share: 2}, {Title: v.words.Say("head-state"), Share: 2},
		{Title: v.words.Say("head-preparation"), Share: 2}, {Title: v.words.Say("head-replication"), Share: 2}, {Title: v.words.Say("head-testing"), Share: 2},
		{Title: v.words.Say("head-cutover"), Share: 2}, {Title: v.words.Say("head-decommission"), Share: 2}, {Title: v.words.Say("head-binding"), Share: 5},
	}}
	for _, i := range p.Spec.Items {
		t.Rows = append(t.Rows, v.cells(p, i))
	}
	hash := v.words.Say("plan-hash", "hash", p.Status.ContentHash)
	d.Blocks = append(d.Blocks, t, document.Paragraph{Text: v.words.Say("plan-how-made")}, document.Paragraph{Text: hash},
		document.Paragraph{Text: v.words.Say("plan-signature")})
	return d, nil
}
