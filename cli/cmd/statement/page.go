package statement

import (
	"fmt"
	"io"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/text"
)

// page lays a statement out for people.
type page struct {
	texts *text.Catalogue
	paint cmdutil.Colours
}

func (p page) write(w io.Writer, v *subresources.StatementView) error {
	heading := p.texts.Say("statement-heading", "agency", v.Agency, "month", v.Name)
	mark := p.paint.Good(state(v, p.texts))
	if v.Status.Provisional {
		mark = p.paint.Doubtful(state(v, p.texts))
	}
	when := p.texts.Say("statement-as-of", "time", asOf(v))
	if _, err := fmt.Fprintf(w, "%s  %s\n%s\n\n", p.paint.Bold(heading), mark, when); err != nil {
		return err
	}
	return p.table(v).Write(w)
}

// table has the lines, and the total under the amounts.
func (p page) table(v *subresources.StatementView) *cmdutil.Table {
	t := &cmdutil.Table{
		Right: map[int]bool{2: true, 3: true, 5: true},
		Heads: []string{
			p.texts.Say("head-system"), p.texts.Say("head-meter"), p.texts.Say("head-quantity"),
			p.texts.Say("head-unit-price"), p.texts.Say("head-tariff"), p.texts.Say("head-amount"),
		},
	}
	for _, l := range v.Status.Lines {
		t.Add(l.System, p.texts.Say("meter-"+string(l.Meter)), l.Quantity, l.UnitPrice, l.Tariff, l.Amount)
	}
	t.Rows = append(t.Rows, []cmdutil.Cell{
		{Text: p.texts.Say("total"), Paint: p.paint.Bold}, {}, {}, {}, {}, {Text: v.Status.Total, Paint: p.paint.Bold},
	})
	return t
}
