package inventory

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// MaxBytes is the largest list that is read. The state has about 638 systems
// (C-1.1); a list of all of them is far under 1 MiB.
const MaxBytes = 16 << 20

var (
	byteOrderMark = []byte("\xef\xbb\xbf")
	utf16Marks    = [][]byte{{0xff, 0xfe}, {0xfe, 0xff}}
)

const saveAsUTF8 = "save the table as CSV UTF-8 (comma separated)"

// decode gives the text of a list without its byte order mark, or refuses a list
// that is too large or not UTF-8.
func decode(content []byte, j *journal) (text []byte, ok bool) {
	if len(content) > MaxBytes {
		j.refuse(0, "", "", fmt.Sprintf("is larger than %d MiB", MaxBytes>>20), "an inventory has a few hundred rows: choose the right file, or split it")
		return nil, false
	}
	text = bytes.TrimPrefix(content, byteOrderMark)
	if what := foreignEncoding(text); what != "" {
		j.refuse(0, "", "", what, saveAsUTF8)
		return nil, false
	}
	if at := bytes.IndexByte(text, 0); at >= 0 {
		j.refuse(0, "", "", fmt.Sprintf("has a NUL byte in line %d: it is damaged or no text", lineOf(text, at)), saveAsUTF8)
		return nil, false
	}
	return text, true
}

// foreignEncoding says what a text is when it is not UTF-8, else nothing.
func foreignEncoding(text []byte) string {
	if isUTF16(text) {
		return "is encoded in UTF-16, not UTF-8"
	}
	if utf8.Valid(text) {
		return ""
	}
	line := lineOf(text, firstInvalid(text))
	if isWindows1251(text) {
		return fmt.Sprintf("is encoded in windows-1251, not UTF-8 (seen first in line %d)", line)
	}
	return fmt.Sprintf("is not encoded in UTF-8 (seen first in line %d)", line)
}

// isUTF16 goes by the mark, or without one by the zero byte that each Latin
// letter and comma has beside it.
func isUTF16(text []byte) bool {
	for _, mark := range utf16Marks {
		if bytes.HasPrefix(text, mark) {
			return true
		}
	}
	const often = 4
	return len(text) > 1 && bytes.Count(text, []byte{0})*often > len(text)
}

// isWindows1251 holds when most bytes above ASCII are its letters А to я, which
// stand at 0xC0 and above. In UTF-8 half of them would be below.
func isWindows1251(text []byte) bool {
	letters, high := 0, 0
	for _, b := range text {
		if b >= 0x80 {
			high++
		}
		if b >= 0xc0 {
			letters++
		}
	}
	return letters*10 >= high*8
}

func firstInvalid(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return len(text)
}

func lineOf(text []byte, at int) int { return bytes.Count(text[:at], []byte("\n")) + 1 }
