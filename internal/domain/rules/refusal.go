package rules

import (
	"time"

	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// exampleDay is when the examples happen: a day on which everything in them is so.
var exampleDay = time.Date(2026, time.November, 22, 6, 0, 0, 0, time.UTC)

// Refusal is what a breach of the rule looks like under a book; empty for a rule
// that the platform does not check.
func Refusal(e Entry, book regulation.Book) string {
	if e.Check == nil {
		return ""
	}
	f := e.Check(e.Example, book.Parameters(e.Rule), exampleDay)
	return e.verdict(f, book).Message
}
