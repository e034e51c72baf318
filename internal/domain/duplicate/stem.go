package duplicate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/russian"
)

// stem takes the endings off a word, in the language that its letters show:
// Kazakh has letters that Russian has not; a Kazakh word without any of them is
// taken for Russian, whose endings differ.
func stem(word string) string {
	switch {
	case strings.ContainsAny(word, "әғқңөұүһі"):
		return kazakh(word)
	case strings.IndexFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) < 0:
		return english.Stem(word, false)
	default:
		return russian.Stem(strings.ReplaceAll(word, "ё", "е"), false)
	}
}

// endings of Kazakh nouns: number, person and case, the longer ones first.
var endings = []string{
	"дағы", "дегі", "тағы", "тегі", "ның", "нің", "дың", "дің", "тың", "тің", "лар", "лер", "дар", "дер", "тар", "тер",
	"нан", "нен", "дан", "ден", "тан", "тен", "мен", "бен", "пен", "сын", "сін", "сы", "сі", "ға", "ге", "қа", "ке",
	"на", "не", "да", "де", "та", "те", "ды", "ді", "ты", "ті", "ны", "ні", "ын", "ін", "ы", "і",
}

// root is how many letters of a word endings leave.
const root = 4

// kazakh takes endings off one after another, as they are put on.
func kazakh(word string) string {
	for cut := true; cut; {
		cut = false
		for _, e := range endings {
			if rest, found := strings.CutSuffix(word, e); found && utf8.RuneCountInString(rest) >= root {
				word, cut = rest, true
				break
			}
		}
	}
	return word
}
