package webhook

import (
	"context"
	"fmt"
	"strings"

	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/domain/rules"
	"github.com/govtech-kz/ikp/internal/facts"
)

// informationSystem checks where a passport lies, what its answers may become and
// where the system may run; it points out gaps.
func (k checks) informationSystem(ctx context.Context, c change[tenancy.InformationSystem], v *verdict) error {
	agency, err := k.agencyOf(ctx, c.now.Namespace, v)
	if err != nil || agency == "" {
		return err
	}
	pointOut(agency, c.now, v)
	if err := k.personalDataTakenBack(ctx, c, v); err != nil {
		return err
	}
	if err := k.planned(ctx, agency, c, v); err != nil {
		return err
	}
	return k.segmentKept(ctx, agency, c, v)
}

// planned asks where a system may be planned to run, when that is new.
func (k checks) planned(ctx context.Context, agency string, c change[tenancy.InformationSystem], v *verdict) error {
	now := facts.Judged(agency, c.now)
	if c.before != nil && *now == *facts.Judged(agency, c.before) {
		return nil
	}
	return k.judge(ctx, regulation.Admission, rules.Facts{System: now}, "spec.target", v)
}

// segmentKept refuses to change the segment under machines that run.
func (k checks) segmentKept(ctx context.Context, agency string, c change[tenancy.InformationSystem], v *verdict) error {
	if c.before == nil || c.before.Spec.Segment == "" || c.before.Spec.Segment == c.now.Spec.Segment {
		return nil
	}
	machines, err := k.machinesOf(ctx, agency, c.now)
	if err != nil || machines == 0 {
		return err
	}
	v.refuse(reasonInUse, residency.RuleSegment, "spec.segment",
		"%d machines of the system are in segment %s, and the segments are separate; delete them before the system changes to segment %q",
		machines, c.before.Spec.Segment, c.now.Spec.Segment)
	return nil
}

func pointOut(agency string, is *tenancy.InformationSystem, v *verdict) {
	if gaps := passport.Gaps(facts.Passport(agency, is)); len(gaps) > 0 {
		v.warn("the passport of %s lacks %s: no production environment until they are filled (%s)",
			is.Name, strings.Join(gaps, ", "), passport.Rule)
	}
	if is.Spec.PersonalData == tenancy.PersonalDataUnknown {
		v.warn("personalData is unknown and counts as Yes: machines run in registered data centres in Kazakhstan alone (%s)",
			residency.RuleCountry)
	}
}

// machinesOf counts the machines in the system's environments.
func (k checks) machinesOf(ctx context.Context, agency string, is *tenancy.InformationSystem) (int, error) {
	var environments tenancy.EnvironmentList
	if err := k.reader.List(ctx, &environments, client.InNamespace(is.Namespace)); err != nil {
		return 0, fmt.Errorf("listing the environments of agency %q: %w", agency, err)
	}
	count := 0
	for _, e := range environments.Items {
		if e.Spec.System != is.Name {
			continue
		}
		var machines compute.VirtualMachineList
		if err := k.reader.List(ctx, &machines, client.InNamespace(tenancy.WorkloadNamespace(agency, e.Name))); err != nil {
			return 0, fmt.Errorf("listing the machines of environment %q: %w", e.Name, err)
		}
		count += len(machines.Items)
	}
	return count, nil
}
