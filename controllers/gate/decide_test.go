package gate

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/clearance"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
)

func site(name, country string) residency.Site {
	return residency.Site{Name: name, Country: country, Segments: []string{"G2G"}, Registered: true,
		AccessionAnsweredOn: "2026-01-01", CommissionedOn: "2026-01-01"}
}

// lawful is a production machine against which nothing stands.
func lawful() observation {
	return observation{
		now:      time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC),
		workload: &facts.Workload{Agency: "minfin", System: "treasury", Environment: "prod", Type: tenancy.EnvironmentProduction},
		system: &system{
			System: rules.System{Facts: passport.Facts{
				Name: "treasury", Owner: "minfin", Category: "Priority", Class: "First", Segment: "G2G", PersonalData: "Yes",
			}},
			clearances: []clearance.Clearance{{Name: "p-1", Positive: true, ValidFrom: "2026-01-01", ValidUntil: "2027-01-01"}},
		},
		want:        &compute.Resources{VCPU: 2, MemoryMiB: 2048, DiskGiB: 10},
		imageKnown:  true,
		machineType: "small", image: "guest",
		sites: []residency.Site{site("fra-1", "DE"), site("astana-1", "KZ"), site("almaty-1", "KZ")},
	}
}

// short is a condition without what the status writer fills in.
type short struct{ Status, Reason, Message string }

func of(c *metav1.Condition) short {
	if c == nil {
		return short{}
	}
	return short{string(c.Status), c.Reason, c.Message}
}

const (
	cleared   = "clearance p-1 holds until 2027-01-01"
	somewhere = "no residency rule stands against the data centre that the machine is in, or against one it can go to"
	waits     = "nothing is reserved until "
)

func TestDecide(t *testing.T) {
	open := short{"True", "Cleared", cleared}
	anyPlace := short{"True", "Compliant", somewhere}
	gone := "agency minfin has no InformationSystem treasury; register it in namespace agency-minfin"
	abroad := "data centre fra-1 stands in DE, and personal data stays in Kazakhstan; choose a data centre in KZ (KZ-PD-12)"
	expired := "clearance p-1 ended on 2026-11-21; have the system tested again by the state technical service (KZ-IB-40)"
	fra, astana := site("fra-1", "DE"), site("astana-1", "KZ")
	held := compute.Resources{VCPU: 2, MemoryMiB: 2048, DiskGiB: 10}
	for name, tc := range map[string]struct {
		change                     func(*observation)
		security, residency, quota short
	}{
		"asks the ledger when every other gate is open": {
			func(*observation) {}, open, anyPlace, short{},
		},
		"reserves nothing for a namespace that belongs to no environment": {
			func(o *observation) { o.workload, o.system = nil, nil },
			short{"False", "SystemMissing", "the namespace belongs to no Environment; create the machine in one that does"},
			short{"False", "SystemMissing", "the namespace belongs to no Environment; create the machine in one that does"},
			short{"Unknown", "WaitingForGates", waits + "SecurityCleared is True"},
		},
		"reserves nothing when the system is gone": {
			func(o *observation) { o.system = nil },
			short{"False", "SystemMissing", gone}, short{"False", "SystemMissing", gone},
			short{"Unknown", "WaitingForGates", waits + "SecurityCleared is True"},
		},
		"refuses production for gaps in the passport": {
			func(o *observation) { o.system.Class = "" },
			short{"False", "PassportGaps", "production needs a complete passport, and that of system treasury lacks class (First, Second or Third); fill in: ikpctl system set minfin/treasury (C-4.1)"},
			anyPlace, short{"Unknown", "WaitingForGates", waits + "SecurityCleared is True"},
		},
		"lets a test machine run with gaps and without clearance": {
			func(o *observation) {
				o.workload.Type, o.system.Class, o.system.clearances = tenancy.EnvironmentTest, "", nil
			},
			short{"True", "NotRequired", "a test environment needs no clearance"}, anyPlace, short{},
		},
		"refuses production after the clearance has expired": {
			func(o *observation) { o.system.clearances[0].ValidUntil = "2026-11-21" },
			short{"False", "ClearanceExpired", expired}, anyPlace,
			short{"Unknown", "WaitingForGates", waits + "SecurityCleared is True"},
		},
		"keeps what is reserved after the clearance has expired": {
			func(o *observation) { o.system.clearances[0].ValidUntil, o.reserved = "2026-11-21", &held },
			short{"False", "ClearanceExpired", expired}, anyPlace,
			short{"True", "Reserved", "2 vCPU, 2048 MiB of memory, 10 GiB of disk reserved"},
		},
		"reserves nothing more after the clearance has expired": {
			func(o *observation) {
				o.system.clearances[0].ValidUntil, o.reserved = "2026-11-21", &held
				o.want = &compute.Resources{VCPU: 4, MemoryMiB: 2048, DiskGiB: 10}
			},
			short{"False", "ClearanceExpired", expired}, anyPlace,
			short{"False", "WaitingForGates", "the machine keeps 2 vCPU, 2048 MiB of memory, 10 GiB of disk; more is not reserved: nothing is reserved until SecurityCleared is True"},
		},
		"refuses a machine pinned abroad": {
			func(o *observation) { o.place = &place{dataCentre: "fra-1", site: &fra} },
			open, short{"False", "ResidencyViolated", abroad},
			short{"Unknown", "WaitingForGates", waits + "ResidencyCompliant is True"},
		},
		"allows a machine pinned in Kazakhstan": {
			func(o *observation) { o.place = &place{dataCentre: "astana-1", site: &astana} },
			open, anyPlace, short{},
		},
		"refuses a pin to a data centre that does not exist": {
			func(o *observation) { o.place = &place{dataCentre: "mars-1"} },
			open, short{"False", "CatalogueMissing", "data centre mars-1 does not exist; choose one of: kubectl get datacentres"},
			short{"Unknown", "WaitingForGates", waits + "ResidencyCompliant is True"},
		},
		"reports a bound machine whose site has become unlawful, and keeps what is reserved": {
			func(o *observation) {
				o.place, o.reserved = &place{bound: "h9", dataCentre: "fra-1", site: &fra}, &held
			},
			open, short{"False", "ResidencyViolated", abroad},
			short{"True", "Reserved", "2 vCPU, 2048 MiB of memory, 10 GiB of disk reserved"},
		},
		"cannot tell where a machine is whose host is not registered": {
			func(o *observation) { o.place = &place{bound: "h9"} },
			open, short{"Unknown", "CatalogueMissing", "host h9 is not registered, so nobody can tell where the machine is; ask the platform operator"},
			short{"Unknown", "WaitingForGates", waits + "ResidencyCompliant is True"},
		},
		"counts why no data centre may run the system": {
			func(o *observation) {
				o.sites = []residency.Site{site("fra-1", "DE"), site("ams-1", "NL"), {Name: "new-1", Segments: []string{"G2G"}}}
			},
			open, short{"False", "ResidencyViolated", "none of 3 data centres may run the system: 1 refused by C-3.4, 2 refused by KZ-PD-12; ask the platform operator for one that may"},
			short{"Unknown", "WaitingForGates", waits + "ResidencyCompliant is True"},
		},
		"says so when there is no data centre at all": {
			func(o *observation) { o.sites = nil },
			open, short{"False", "ResidencyViolated", "none of 0 data centres may run the system; ask the platform operator for one that may"},
			short{"Unknown", "WaitingForGates", waits + "ResidencyCompliant is True"},
		},
		"refuses a system without a segment even in a test environment": {
			func(o *observation) {
				o.workload.Type, o.system.Segment = tenancy.EnvironmentTest, ""
			},
			short{"True", "NotRequired", "a test environment needs no clearance"},
			short{"False", "PassportGaps", "the system's passport does not say its segment, and the segments are separate; set spec.segment of the InformationSystem to G2G or G2CB (C-2.4)"},
			short{"Unknown", "WaitingForGates", waits + "ResidencyCompliant is True"},
		},
		"does not guess the size of an unknown machine type": {
			func(o *observation) { o.want = nil },
			open, anyPlace, short{"False", "CatalogueMissing", "machine type small does not exist; choose one of: kubectl get machinetypes"},
		},
		"keeps what is reserved when the machine type has gone": {
			func(o *observation) { o.want, o.reserved = nil, &held },
			open, anyPlace, short{"True", "Reserved", "2 vCPU, 2048 MiB of memory, 10 GiB of disk reserved"},
		},
		"reserves nothing for an unknown image": {
			func(o *observation) { o.imageKnown = false },
			open, anyPlace, short{"False", "CatalogueMissing", "image guest does not exist; choose one of: kubectl get images"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := lawful()
			tc.change(&o)
			v := decide(o)
			want := map[string]short{"security": tc.security, "residency": tc.residency, "quota": tc.quota}
			got := map[string]short{"security": of(&v.security), "residency": of(&v.residency), "quota": of(v.quota)}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("decide (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReasonsAgreeWithTheAPI(t *testing.T) {
	for domain, api := range map[string]string{
		residency.ReasonCompliant:    compute.ReasonCompliant,
		residency.ReasonViolated:     compute.ReasonResidencyViolated,
		residency.ReasonPassportGaps: compute.ReasonPassportGaps,
		clearance.ReasonCleared:      compute.ReasonCleared,
		clearance.ReasonNotRequired:  compute.ReasonNotRequired,
		clearance.ReasonMissing:      compute.ReasonClearanceMissing,
		clearance.ReasonExpired:      compute.ReasonClearanceExpired,
		passport.Unassigned:          tenancy.UnassignedAgency,
	} {
		if domain != api {
			t.Errorf("the rules say %q, the API %q", domain, api)
		}
	}
}
