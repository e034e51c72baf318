package gate

import (
	"time"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
)

// observation is all that the verdicts on one machine depend on.
type observation struct {
	// now is the moment of the decision, book the rules in force.
	now  time.Time
	book regulation.Book
	// workload says whose the machine is; nil when its namespace does not say.
	workload *facts.Workload
	// system that runs on the machine; nil when it does not exist.
	system *system
	// want is the vector asked for; nil when the machine type does not exist.
	want *compute.Resources
	// imageKnown says that the image is in the catalogue.
	imageKnown bool
	// machineType and image are the names asked for, for messages.
	machineType, image string
	// place is where the machine is bound to or pinned to; nil when it is neither.
	place *place
	// sites are all data centres.
	sites []residency.Site
	// holder is a host whose hypervisor holds the machine, so that it lives; empty
	// when none says so.
	holder string
	// reserved is what the ledger is known to hold for the machine; nil: nothing.
	reserved *compute.Resources
}

// system is what the gates see of an information system.
type system struct {
	rules.System
	clearances []clearance.Clearance
	// exceptions of its agency.
	exceptions []exception.Exception
}

// place is the one data centre in question.
type place struct {
	// bound is the host of a machine that is bound; empty for one that is pinned.
	bound string
	// dataCentre is the name; empty when the bound host does not exist.
	dataCentre string
	// site is nil when the data centre does not exist.
	site *residency.Site
}
