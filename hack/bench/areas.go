package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/govtech-kz/ikp/hack/bench/admission"
	"github.com/govtech-kz/ikp/hack/bench/api"
	"github.com/govtech-kz/ikp/hack/bench/ledger"
	"github.com/govtech-kz/ikp/hack/bench/placement"
	"github.com/govtech-kz/ikp/hack/bench/planner"
	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/hack/bench/residency"
	"github.com/govtech-kz/ikp/hack/bench/vm"
)

// area is one kind of figures: a package beside this one with a function Run,
// which starts what it measures and leaves nothing behind.
type area struct {
	name, title string
	run         func(context.Context, *report.Report) error
}

// areas in the order in which they are measured.
var areas = []area{
	{"placement", "Placement of machines on hosts", placement.Run},
	{"api", "Writes into the API server", api.Run},
	{"vm", "Machines: from their creation to running, and what they cost in memory", vm.Run},
	{"ledger", "The ledger: reservations", ledger.Run},
	{"admission", "Admission: what the webhook adds to a create", admission.Run},
	{"residency", "Residency: the continuous audit of where bytes lie", residency.Run},
	{"planner", "The migration planner: published instances and generated programmes", planner.Run},
}

// choose is the areas of these names, all of them when there is none.
func choose(chosen []string) ([]area, error) {
	if len(chosen) == 0 {
		return areas, nil
	}
	var selected []area
	for _, name := range chosen {
		i := slices.IndexFunc(areas, func(a area) bool { return a.name == name })
		if i < 0 {
			return nil, fmt.Errorf("unknown area %q: choose of %s", name, names())
		}
		selected = append(selected, areas[i])
	}
	return selected, nil
}
