package planned

import (
	"cmp"
	"strconv"
	"strings"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/schedule"
	"github.com/govtech-kz/ikp/internal/gantt"
	"github.com/govtech-kz/ikp/internal/planning"
	"github.com/govtech-kz/ikp/internal/text"
)

// Words say what the planner says in the reader's language.
type Words struct{ *text.Catalogue }

// most is how many constraints a sentence names.
const most = 2

// Binding says why a system does not move earlier.
func (w Words) Binding(b schedule.Binding) string {
	var parts []string
	for _, c := range b.Constraints[:min(len(b.Constraints), most)] {
		parts = append(parts, w.Constraint(c))
	}
	sentence := strings.Join(parts, "; ")
	if more := len(b.Constraints) - most; more > 0 {
		sentence += w.Say("constraint-more", "n", strconv.Itoa(more))
	}
	return w.Phase(b.Phase) + ": " + sentence
}

// Text says a binding as a plan holds it; what people wrote stays as it is.
func (w Words) Text(binding string) string {
	if b, ok := planning.ParseBinding(binding); ok && w.Phase(b.Phase) != "phase-"+b.Phase {
		return w.Binding(b)
	}
	return binding
}

// Constraint says one constraint.
func (w Words) Constraint(c schedule.Constraint) string {
	return w.Say("constraint-"+string(c.Kind), "name", w.Thing(c.Name))
}

// Thing names what a constraint is about: team/minfin, working/Nauryz.
func (w Words) Thing(name string) string {
	kind, rest, named := strings.Cut(name, "/")
	switch key := "thing-" + strings.ReplaceAll(kind, " ", "-"); {
	case kind == "unknown" || w.Say(key) == key:
		return name
	case named:
		return w.Say(key) + " " + strings.TrimPrefix(rest, "unknown/")
	default:
		return w.Say(key)
	}
}

// Phase is how a phase is called.
func (w Words) Phase(name string) string { return w.Say("phase-" + name) }

// Kinds are the names of the bars of a chart.
func (w Words) Kinds() map[gantt.Kind]string {
	names := map[gantt.Kind]string{}
	for _, k := range gantt.Kinds {
		names[k] = w.Phase(string(k))
	}
	return names
}

// Deadline is how a deadline is called: by its id, and the programme's end in words.
func (w Words) Deadline(id string) string {
	if id == planning.ProgrammeEnd {
		return w.Say("deadline-programme-end")
	}
	return id
}

// State is how a state of a migration is called.
func (w Words) State(s string) string { return w.Say("state-" + s) }

// Title is a name in the reader's language; in another when there is none.
func (w Words) Title(n tenancy.Names) string {
	switch w.Say("language") {
	case "ru":
		return cmp.Or(n.RU, n.EN, n.KK)
	case "kk":
		return cmp.Or(n.KK, n.RU, n.EN)
	}
	return cmp.Or(n.EN, n.RU, n.KK)
}

// Permille writes a share in per cent.
func Permille(n int32) string {
	if n%10 == 0 {
		return strconv.Itoa(int(n/10)) + " %"
	}
	return strconv.Itoa(int(n/10)) + "." + strconv.Itoa(int(n%10)) + " %"
}
