package document

import (
	"strconv"
	"strings"
	"unicode"
)

// clean drops what neither format can hold: control characters and, for the fonts,
// characters beyond the basic plane.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsControl(r):
			return ' '
		case r > 0xFFFD:
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}

// inert is the text of a cell that no spreadsheet takes for a formula, also after
// it was saved as CSV and opened again. Numbers stay as they are.
func inert(text string) string {
	if text == "" || !strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return clean(text)
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return text
	}
	return "'" + clean(text)
}
