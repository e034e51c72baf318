package duplicate

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// System is what is compared.
type System struct {
	// ID of the system: agency/name.
	ID string
	// Owner of the system; empty while nobody knows.
	Owner string
	// Name in Russian or Kazakh.
	Name string
	// Purpose in a sentence.
	Purpose string
	// Functions of the state that it carries, in words.
	Functions []string
}

// Pair is two systems that are alike.
type Pair struct {
	// A and B are their IDs, A before B.
	A, B string
	// Permille is how alike they are, 0 to 1000.
	Permille int
	// Likely says that what they share is several things that differ, not one word
	// and the field of work that it belongs to. The others are merely possible.
	Likely bool
	// Shared are the words that speak most for it, as stems, at most five.
	Shared []string
}

// Threshold is the likeness, in thousandths, from which a pair is shown. The
// labelled set of the tests says what it finds and misses.
const Threshold = 150

// likely is the likeness by distinct evidence from which a pair is likely. It is
// the least at which three of four such pairs are right in the half of the
// labelled set that it was chosen on; the test tells the other half.
const likely = 150

// weights of where a word stands: what a system does says more than its name.
const (
	nameWeight     = 1
	purposeWeight  = 2
	functionWeight = 3
)

// shown is how many shared words explain a pair.
const shown = 5

// Find is every pair of systems of different owners at or over a threshold in
// thousandths, the most alike first. Same systems, same answer, in whatever order
// they come.
func Find(systems []System, threshold int) []Pair { return NewIndex(systems).Pairs(threshold) }

// vector is the weight of each stem, of length one.
type vector map[string]float64

func vectorsOf(systems []System) []vector {
	counts, documents := make([]map[string]float64, len(systems)), map[string]int{}
	for i, s := range systems {
		counts[i] = countsOf(s)
		for stem := range counts[i] {
			documents[stem]++
		}
	}
	vectors := make([]vector, len(systems))
	for i, count := range counts {
		vectors[i] = weigh(count, documents, len(systems))
	}
	return vectors
}

func countsOf(s System) map[string]float64 {
	count := map[string]float64{}
	add := func(text string, weight float64) {
		for _, stem := range stems(text) {
			count[stem] = max(count[stem], weight)
		}
	}
	add(s.Name, nameWeight)
	add(s.Purpose, purposeWeight)
	add(strings.Join(s.Functions, " "), functionWeight)
	return count
}

// weigh favours what few systems say.
func weigh(count map[string]float64, documents map[string]int, systems int) vector {
	v := make(vector, len(count))
	var square float64
	for _, stem := range sorted(count) {
		v[stem] = count[stem] * math.Log(1+float64(systems)/float64(documents[stem]))
		square += v[stem] * v[stem]
	}
	for stem := range v {
		v[stem] /= math.Sqrt(square)
	}
	return v
}

// share is a word that two systems have in common, and its part of their likeness.
type share struct {
	stem string
	part float64
}

// alike is the cosine of two vectors, with the words that speak for it.
func alike(a, b vector) Pair {
	var shares []share
	for _, stem := range sorted(a) {
		if part := a[stem] * b[stem]; part > 0 {
			shares = append(shares, share{stem, part})
		}
	}
	slices.SortStableFunc(shares, func(a, b share) int { return cmp.Compare(b.part, a.part) })
	p := Pair{Permille: likeness(shares), Likely: likeness(distinct(shares)) >= likely}
	for _, s := range shares[:min(shown, len(shares))] {
		p.Shared = append(p.Shared, s.stem)
	}
	return p
}

func likeness(shares []share) int {
	var cosine float64
	for _, s := range shares {
		cosine += s.part
	}
	return int(math.Round(cosine * 1000 * trust(len(shares))))
}

// distinct leaves out a field of work that a shared word stands for already: the
// two are one piece of evidence.
func distinct(shares []share) []share {
	told := map[string]bool{}
	for _, s := range shares {
		told[fieldOf[s.stem]] = true
	}
	return slices.DeleteFunc(slices.Clone(shares), func(s share) bool { return told[s.stem] })
}

// trust grows with the number of shared words: one word alone is chance.
func trust(words int) float64 { return float64(words) / float64(words+1) }

// sorted are the stems in order, so that sums do not depend on chance.
func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
