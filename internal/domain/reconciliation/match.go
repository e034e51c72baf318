package reconciliation

import (
	"cmp"
	"slices"
)

// By says what a match rests on.
type By string

// Grounds of a match, the surest first.
const (
	ByRegister By = "register_id"
	BySlug     By = "slug"
	ByName     By = "name"
	// Alone: no other list speaks of the system.
	Alone By = ""
)

// Confidence of a match in thousandths. A register's id is given once; a slug is
// the project's own; a name can be shared, and less so when it differs in words.
const (
	confidenceRegister = 1000
	// confidenceOwned is a slug that the same owner has given.
	confidenceOwned = 990
	confidenceSlug  = 980
	confidenceName  = 900
	// otherOwner is what two known owners that differ take away from a name.
	otherOwner = 300
)

// Sure is the confidence from which two records are taken for one system.
const Sure = 700

// doubtful is the confidence from which a pair is worth a look by people.
const doubtful = 450

// sighting is one record with its list, made ready to be compared with thousands.
type sighting struct {
	list   int
	record *Record
	// register is the record's id there, owner its agency; empty: unknown.
	slug, register, owner string
	// names that the record has, by language.
	names [3]name
}

// entity is one system, with at most one record of each list.
type entity struct {
	sightings  []sighting
	by         By
	confidence int
}

// candidate is a record of the next list that may speak of an entity.
type candidate struct {
	entity, sighting int
	by               By
	confidence       int
}

var nameFields = [3]string{"name_ru", "name_kk", "name_en"}

func sightingsOf(list int, records []Record) []sighting {
	all := make([]sighting, len(records))
	for i := range records {
		r := &records[i]
		all[i] = sighting{list: list, record: r, slug: r.Slug, register: r.Values["register_id"], owner: r.Values["agency_slug"]}
		for l, f := range nameFields {
			all[i].names[l] = nameOf(r.Values[f])
		}
	}
	// Whatever the order of the rows, the outcome is the same.
	slices.SortStableFunc(all, func(a, b sighting) int {
		return cmp.Or(cmp.Compare(a.slug, b.slug), cmp.Compare(a.register, b.register), cmp.Compare(a.names[0].folded, b.names[0].folded),
			cmp.Compare(a.owner, b.owner), cmp.Compare(a.record.Row, b.record.Row))
	})
	return all
}

// compare says on what ground, and how surely, two records speak of one system.
func compare(a, b *sighting) (By, int) {
	switch {
	case a.register != "" && a.register == b.register:
		return ByRegister, confidenceRegister
	case a.slug != "" && a.slug == b.slug && a.owner != "" && a.owner == b.owner:
		return BySlug, confidenceOwned
	case a.slug != "" && a.slug == b.slug:
		return BySlug, confidenceSlug
	case a.register != "" && b.register != "":
		// One register has given two ids: these are two systems.
		return Alone, 0
	}
	best := 0
	for i := range a.names {
		best = max(best, a.names[i].likeness(&b.names[i]))
	}
	confidence := best * confidenceName / 1000
	if a.owner != "" && b.owner != "" && a.owner != b.owner {
		confidence = max(0, confidence-otherOwner)
	}
	return ByName, confidence
}

// merge takes the records of the next list into the entities: the surest pairs
// first, each record and each entity once. What is only doubtful is returned.
func merge(entities []entity, next []sighting) ([]entity, []candidate) {
	var pairs []candidate
	for e := range entities {
		for s := range next {
			if by, confidence := entities[e].compare(&next[s]); confidence >= doubtful {
				pairs = append(pairs, candidate{e, s, by, confidence})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b candidate) int { return cmp.Compare(b.confidence, a.confidence) })
	taken, placed := map[int]bool{}, map[int]bool{}
	var doubts []candidate
	for _, p := range pairs {
		switch {
		case taken[p.entity] || placed[p.sighting]:
		case p.confidence < Sure || ambiguous(p, pairs, taken, placed):
			doubts = append(doubts, p)
		default:
			taken[p.entity], placed[p.sighting] = true, true
			entities[p.entity].take(next[p.sighting], p)
		}
	}
	doubts = slices.DeleteFunc(doubts, func(p candidate) bool { return taken[p.entity] || placed[p.sighting] })
	for s := range next {
		if !placed[s] {
			entities = append(entities, entity{sightings: []sighting{next[s]}})
		}
	}
	return entities, doubts
}

// ambiguous: what fits another free record or entity as well fits none.
func ambiguous(p candidate, pairs []candidate, taken, placed map[int]bool) bool {
	return slices.ContainsFunc(pairs, func(q candidate) bool {
		one := q.entity == p.entity && q.sighting != p.sighting && !placed[q.sighting]
		other := q.sighting == p.sighting && q.entity != p.entity && !taken[q.entity]
		return (one || other) && q.confidence == p.confidence
	})
}

func (e *entity) compare(s *sighting) (By, int) {
	by, best := Alone, 0
	for i := range e.sightings {
		if b, confidence := compare(&e.sightings[i], s); confidence > best {
			by, best = b, confidence
		}
	}
	return by, best
}

// take adds a record; an entity is as sure as its least sure match.
func (e *entity) take(s sighting, c candidate) {
	e.sightings = append(e.sightings, s)
	if e.by == Alone || c.confidence < e.confidence {
		e.by, e.confidence = c.by, c.confidence
	}
}
