package residency

import (
	"fmt"
	"io"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/document"
)

// writeTerminal shows a paper's text and tables.
func writeTerminal(w io.Writer, d document.Document, paint cmdutil.Colours) error {
	if _, err := fmt.Fprintf(w, "%s\n%s\n", paint.Bold(d.Title), d.Subtitle); err != nil {
		return err
	}
	for _, b := range d.Blocks {
		if err := writeBlock(w, b, paint); err != nil {
			return err
		}
	}
	return nil
}

func writeBlock(w io.Writer, b document.Block, paint cmdutil.Colours) (err error) {
	switch b := b.(type) {
	case document.Heading:
		_, err = fmt.Fprintf(w, "\n%s\n", paint.Bold(b.Text))
	case document.Paragraph:
		_, err = fmt.Fprintln(w, b.Text)
	case document.Table:
		if _, err = fmt.Fprintf(w, "\n%s\n", paint.Bold(b.Title)); err == nil {
			err = tableOf(b).Write(w)
		}
	}
	return err
}

func tableOf(b document.Table) *cmdutil.Table {
	t := &cmdutil.Table{}
	for _, c := range b.Columns {
		t.Heads = append(t.Heads, c.Title)
	}
	for _, row := range b.Rows {
		t.Add(row...)
	}
	return t
}
