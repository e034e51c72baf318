package profile

import (
	"context"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/exception"
	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
)

// living is everything on the platform that rules speak of.
type living struct {
	client client.Client

	systems      tenancy.InformationSystemList
	environments tenancy.EnvironmentList
	clearances   governance.SecurityClearanceList
	machines     compute.VirtualMachineList
	hosts        compute.HostList
	sites        compute.DataCentreList
	migrations   migrationapi.SystemMigrationList
	integrations migrationapi.IntegrationRequestList
	exceptions   map[string][]exception.Exception
	// known are the systems by agency and name.
	known map[string]*rules.System
}

// cases are the questions about all that lives.
func (l living) cases(ctx context.Context) ([]rules.Case, error) {
	if err := l.read(ctx); err != nil {
		return nil, err
	}
	if err := l.index(ctx); err != nil {
		return nil, err
	}
	all := append(l.ofSystems(), l.ofEnvironments()...)
	all = append(all, l.ofMachines()...)
	return append(append(all, l.ofMigrations()...), l.ofIntegrations()...), nil
}

func (l *living) read(ctx context.Context) error {
	for _, list := range []client.ObjectList{
		&l.systems, &l.environments, &l.clearances, &l.machines, &l.hosts, &l.sites, &l.migrations, &l.integrations,
	} {
		if err := l.client.List(ctx, list); err != nil {
			return fmt.Errorf("reading what lives on the platform: %w", err)
		}
	}
	return nil
}

// index reads the exceptions of every agency that has systems.
func (l *living) index(ctx context.Context) error {
	l.exceptions, l.known = map[string][]exception.Exception{}, map[string]*rules.System{}
	for i := range l.systems.Items {
		s := &l.systems.Items[i]
		agency := verb.AgencyOf(s.Namespace)
		l.known[agency+"/"+s.Name] = facts.Judged(agency, s)
		if _, read := l.exceptions[agency]; read {
			continue
		}
		found, err := facts.Exceptions(ctx, l.client, agency)
		if err != nil {
			return err
		}
		l.exceptions[agency] = found
	}
	return nil
}

func (l *living) ofSystems() []rules.Case {
	var all []rules.Case
	for i := range l.systems.Items {
		s := &l.systems.Items[i]
		agency := verb.AgencyOf(s.Namespace)
		all = append(all, rules.Case{Agency: agency, Object: "system/" + s.Name, At: regulation.Admission,
			Facts: rules.Facts{System: l.system(agency, s.Name)}})
	}
	return all
}

func (l *living) ofEnvironments() []rules.Case {
	var all []rules.Case
	for _, e := range l.environments.Items {
		agency := verb.AgencyOf(e.Namespace)
		system := l.system(agency, e.Spec.System)
		if system == nil {
			continue
		}
		all = append(all, rules.Case{Agency: agency, Object: "env/" + e.Name, At: regulation.Gate, Facts: rules.Facts{
			System: system, Environment: string(e.Spec.Type), Clearances: facts.Clearances(l.clearancesOf(e.Namespace), e.Spec.System),
		}})
	}
	return all
}

// ofMachines asks where they are, or where they are pinned to.
func (l *living) ofMachines() []rules.Case {
	environments := map[string]tenancy.Environment{}
	for _, e := range l.environments.Items {
		environments[tenancy.WorkloadNamespace(verb.AgencyOf(e.Namespace), e.Name)] = e
	}
	var all []rules.Case
	for i := range l.machines.Items {
		vm := &l.machines.Items[i]
		e, known := environments[vm.Namespace]
		agency := verb.AgencyOf(e.Namespace)
		system, site := l.system(agency, e.Spec.System), l.siteOf(vm)
		if !known || system == nil || site == nil {
			continue
		}
		all = append(all, rules.Case{Agency: agency, Object: "vm/" + vm.Namespace + "/" + vm.Name, At: regulation.Placement,
			Facts: rules.Facts{System: system, Site: site, Exceptions: l.exceptions[agency]}})
	}
	return all
}

// ofMigrations take over what shuts their gates now.
func (l *living) ofMigrations() []rules.Case {
	var all []rules.Case
	for _, m := range l.migrations.Items {
		c := rules.Case{Agency: verb.AgencyOf(m.Namespace), Object: "migration/" + m.Name, At: regulation.Gate}
		for _, o := range m.Status.Obstacles {
			c.Found = append(c.Found, rules.Found{Rule: o.Rule, Message: o.Message})
		}
		all = append(all, c)
	}
	return all
}

func (l *living) ofIntegrations() []rules.Case {
	var all []rules.Case
	for i := range l.integrations.Items {
		r := &l.integrations.Items[i]
		all = append(all, rules.Case{Agency: verb.AgencyOf(r.Namespace), Object: "integration/" + r.Name, At: regulation.Continuous,
			Facts: rules.Facts{Integration: term(r)}})
	}
	return all
}

func (l *living) system(agency, name string) *rules.System { return l.known[agency+"/"+name] }

func (l *living) clearancesOf(namespace string) []governance.SecurityClearance {
	var found []governance.SecurityClearance
	for _, c := range l.clearances.Items {
		if c.Namespace == namespace {
			found = append(found, c)
		}
	}
	return found
}

func (l *living) siteOf(vm *compute.VirtualMachine) *residency.Site {
	name := vm.Spec.DataCentre
	for i := range l.hosts.Items {
		if h := &l.hosts.Items[i]; h.Name == vm.Spec.Host {
			name = h.Spec.DataCentre
		}
	}
	for i := range l.sites.Items {
		if l.sites.Items[i].Name == name {
			site := facts.Site(&l.sites.Items[i])
			return &site
		}
	}
	return nil
}

// term is the clock of a request: access is given when its last step is done.
func term(r *migrationapi.IntegrationRequest) *integration.Term {
	t := &integration.Term{RequestedOn: calendar.Day(r.CreationTimestamp.Time)}
	if n := len(r.Status.Steps); n > 0 && r.Status.Steps[n-1].DoneAt != nil {
		t.GivenOn = calendar.Day(r.Status.Steps[n-1].DoneAt.Time)
	}
	return t
}
