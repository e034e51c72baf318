package gate

import (
	"fmt"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/kit"
)

// residence decides ResidencyCompliant: of the bound host's data centre, else of
// the pinned one, else whether there is any that is lawful.
func residence(o observation) metav1.Condition {
	const gate = compute.ConditionResidencyCompliant
	if c, missing := systemMissing(gate, o); missing {
		return c
	}
	if v, refused := o.at(nil).Refusal(); refused {
		return kit.False(gate, v.Reason, "%s", v.Message)
	}
	if o.place != nil {
		return atPlace(o)
	}
	return anywhere(o)
}

func atPlace(o observation) metav1.Condition {
	const gate = compute.ConditionResidencyCompliant
	switch {
	case o.place.dataCentre == "":
		return kit.Unknown(gate, compute.ReasonCatalogueMissing,
			"host %s is not registered, so nobody can tell where the machine is; ask the platform operator", o.place.bound)
	case o.place.site == nil:
		return kit.False(gate, compute.ReasonCatalogueMissing,
			"data centre %s does not exist; choose one of: kubectl get datacentres", o.place.dataCentre)
	}
	return condition(gate, o.book, o.at(o.place.site))
}

// at judges whether the system may run at a site; nil: whether it may run at all.
func (o observation) at(site *residency.Site) rules.Judgement {
	return rules.Judge(regulation.Placement, rules.Facts{System: &o.system.System, Site: site, Exceptions: o.system.exceptions}, o.book, o.now)
}

// anywhere is True when at least one data centre may run the system.
func anywhere(o observation) metav1.Condition {
	const gate = compute.ConditionResidencyCompliant
	refusedBy := map[string]int{}
	for i := range o.sites {
		j := o.at(&o.sites[i])
		v, refused := j.Refusal()
		if !refused {
			return condition(gate, o.book, j)
		}
		refusedBy[v.Rule]++
	}
	return kit.False(gate, compute.ReasonResidencyViolated,
		"none of %d data centres may run the system%s%s; ask the platform operator for one that may", len(o.sites), counted(refusedBy), under(o.book))
}

// counted lists how many sites each rule refused: ": 2 by C-2.4, 1 by KZ-PD-12".
func counted(refusedBy map[string]int) string {
	var parts []string
	for rule, n := range refusedBy {
		parts = append(parts, fmt.Sprintf("%d refused by %s", n, rule))
	}
	if len(parts) == 0 {
		return ""
	}
	slices.Sort(parts)
	return ": " + strings.Join(parts, ", ")
}

// condition names no place while all is lawful: the text must not change when a
// machine is bound, nor for every machine when a data centre opens. The data
// centre's own conditions say what it may be used for. What an exception lifts,
// and what only warns, is told.
func condition(gate string, book regulation.Book, j rules.Judgement) metav1.Condition {
	if v, refused := j.Refusal(); refused {
		return kit.False(gate, v.Reason, "%s", v.Message)
	}
	told := "no residency rule stands against the data centre that the machine is in, or against one it can go to" + under(book)
	for _, v := range j {
		switch {
		case v.Lifted != "":
			told += fmt.Sprintf("; exception %s lifts %s", v.Lifted, v.Rule)
		case v.Warns():
			told += "; warning: " + v.Message
		}
	}
	return kit.True(gate, residency.ReasonCompliant, "%s", told)
}

// under names the edition by which it was judged.
func under(book regulation.Book) string {
	if book.Edition() == regulation.BuiltIn {
		return ""
	}
	return " under edition " + book.Edition()
}
