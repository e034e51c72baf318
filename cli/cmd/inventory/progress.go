package inventory

import (
	"fmt"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// progress tells a person who watches how far the work is; nobody else.
type progress struct{ io *cmdutil.IOStreams }

// clearLine goes back to the line's start and empties it.
const clearLine = "\r\x1b[K"

func (p progress) step(doing string, done, total int) {
	if p.io.ErrIsTerminal() {
		_, _ = fmt.Fprintf(p.io.Err, "%s%s: %d of %d", clearLine, doing, done, total)
	}
}

func (p progress) end() {
	if p.io.ErrIsTerminal() {
		_, _ = fmt.Fprint(p.io.Err, clearLine)
	}
}
