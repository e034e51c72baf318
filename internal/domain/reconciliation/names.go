package reconciliation

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/russian"
)

// generic are words that names of systems carry without telling them apart.
var generic = stemmed("информационная автоматизированная государственная единая интегрированная система ис аис гис иис " +
	"республики казахстан рк портал веб сервис ақпараттық жүйе жүйесі мемлекеттік information system state unified the of")

func stemmed(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[stem(w)] = true
	}
	return set
}

func stem(word string) string { return russian.Stem(strings.ReplaceAll(word, "ё", "е"), false) }

// name is one name made ready to be compared.
type name struct {
	// folded is the name without case, quotes and signs; bare leaves out, too, what
	// stands in brackets: an abbreviation that one list adds.
	folded, bare string
	// words that tell it apart, sorted; numbers apart: a version is another system.
	words, numbers []string
}

func nameOf(s string) name {
	parts := partsOf(s)
	n := name{folded: strings.Join(parts, " "), bare: strings.Join(partsOf(brackets.ReplaceAllString(s, " ")), " ")}
	for _, p := range parts {
		switch s := stem(p); {
		case strings.ContainsFunc(p, unicode.IsDigit):
			n.numbers = append(n.numbers, p)
		case !generic[s]:
			n.words = append(n.words, s)
		}
	}
	slices.Sort(n.words)
	slices.Sort(n.numbers)
	n.words, n.numbers = slices.Compact(n.words), slices.Compact(n.numbers)
	return n
}

var brackets = regexp.MustCompile(`\([^()]*\)`)

func partsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(s, "ё", "е")), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// same reports whether two names differ at most by what one of them adds in
// brackets. Two that have different things there differ.
func (n *name) same(o *name) bool {
	return n.folded == o.folded || n.bare != "" && n.bare == o.bare && (n.bare == n.folded || o.bare == o.folded)
}

// likeness of two names in thousandths: 1000 for the same name, 980 when one adds
// something in brackets, else twice the shared words over all words; 0 when their numbers differ.
func (n *name) likeness(o *name) int {
	switch {
	case n.folded == "" || o.folded == "":
		return 0
	case n.folded == o.folded:
		return 1000
	case n.same(o):
		return 980
	case !slices.Equal(n.numbers, o.numbers) || len(n.words) == 0 || len(o.words) == 0:
		return 0
	}
	shared := 0
	for _, w := range n.words {
		if _, found := slices.BinarySearch(o.words, w); found {
			shared++
		}
	}
	// One shared word is chance unless it is all there is.
	if shared == 1 && len(n.words)+len(o.words) > 2 {
		return 0
	}
	return min(970, 2000*shared/(len(n.words)+len(o.words)))
}
