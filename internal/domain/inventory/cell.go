package inventory

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// formulaStarts are what makes a spreadsheet run a cell: the signs, their
// full-width twins, and the blanks that hide them.
const formulaStarts = "=+-@\t\r＝＋－＠"

// cellFault says why a cell cannot be taken over and what to do; nothing when it can.
func cellFault(cell string, longest int) (what, wayOut string) {
	trimmed := strings.TrimSpace(cell)
	if startsFormula(cell) || startsFormula(trimmed) {
		return "starts like a spreadsheet formula (= + - @, tab or carriage return)",
			"begin the text with a letter, a digit or a quotation mark"
	}
	if strings.ContainsRune(cell, utf8.RuneError) {
		return "has characters that an earlier conversion has lost (U+FFFD)", "take the text from its source again"
	}
	if at := strings.IndexFunc(cell, misleading); at >= 0 {
		r, _ := utf8.DecodeRuneInString(cell[at:])
		return fmt.Sprintf("has the invisible character %U", r), "remove it"
	}
	if n := utf8.RuneCountInString(trimmed); n > longest {
		return fmt.Sprintf("has %d characters, at most %d are kept", n, longest), "shorten the text"
	}
	return "", ""
}

func startsFormula(cell string) bool {
	r, size := utf8.DecodeRuneInString(cell)
	return size > 0 && strings.ContainsRune(formulaStarts, r)
}

// misleading are controls, line breaks apart, and marks that turn the direction
// of writing: a reader would not see what is stored.
func misleading(r rune) bool {
	if r == '\n' || r == '\r' || r == '\t' {
		return false
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}
