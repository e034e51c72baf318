package assessment

import (
	"context"

	"k8s.io/apimachinery/pkg/api/equality"
	"k8s.io/client-go/util/retry"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/assessment"
	"github.com/govtech-kz/ikp/internal/facts"
)

// Outcomes of an edit.
const (
	created   = "created"
	changed   = "changed"
	unchanged = "unchanged"
)

// Result is what became of the assessment of a system.
type Result struct {
	// System as AGENCY/NAME.
	System string `json:"system"`
	// Outcome is created, changed or unchanged.
	Outcome string `json:"outcome"`
	// Readiness is 0 to 100, Open the number of open questions.
	Readiness int `json:"readiness"`
	Open      int `json:"open"`
	// Suggested is what the answers speak for; empty while they speak for nothing.
	Suggested string `json:"suggested,omitempty"`
}

// editor changes assessments, and creates those that do not exist.
type editor struct {
	api    client.Client
	dryRun bool
}

// edit changes the assessment of a system; when somebody else changed it in
// between, again on what is there.
func (e editor) edit(ctx context.Context, system client.ObjectKey, change func(*api.SystemAssessmentSpec)) (Result, error) {
	var r Result
	err := retry.RetryOnConflict(retry.DefaultBackoff, func() error {
		a, err := find(ctx, e.api, system)
		if err != nil {
			return err
		}
		r, err = e.write(ctx, system, a, change)
		return err
	})
	return r, err
}

func (e editor) write(ctx context.Context, system client.ObjectKey, a *api.SystemAssessment, change func(*api.SystemAssessmentSpec)) (Result, error) {
	if a == nil {
		a = &api.SystemAssessment{}
		a.Namespace, a.Name, a.Spec.System = system.Namespace, system.Name, system.Name
		change(&a.Spec)
		if err := e.api.Create(ctx, a, e.createOptions()...); err != nil {
			return Result{}, &cmdutil.ActionError{Action: cmdutil.ActionCreate, Object: "assessment/" + a.Name, Err: err}
		}
		return resultOf(a, created), nil
	}
	before := a.DeepCopy()
	change(&a.Spec)
	if equality.Semantic.DeepEqual(before.Spec, a.Spec) {
		return resultOf(a, unchanged), nil
	}
	patch := client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{})
	if err := e.api.Patch(ctx, a, patch, e.patchOptions()...); err != nil {
		return Result{}, &cmdutil.ActionError{Action: cmdutil.ActionChange, Object: "assessment/" + a.Name, Err: err}
	}
	return resultOf(a, changed), nil
}

func (e editor) createOptions() []client.CreateOption {
	if e.dryRun {
		return []client.CreateOption{client.DryRunAll}
	}
	return nil
}

func (e editor) patchOptions() []client.PatchOption {
	if e.dryRun {
		return []client.PatchOption{client.DryRunAll}
	}
	return nil
}

// resultOf adds up the answers here: the controller may take a moment.
func resultOf(a *api.SystemAssessment, outcome string) Result {
	r := assessment.Assess(facts.Audit(a.Spec).Answers)
	return Result{
		System: verb.AgencyOf(a.Namespace) + "/" + a.Spec.System, Outcome: outcome,
		Readiness: r.Readiness, Open: len(r.Unanswered), Suggested: string(r.Suggested),
	}
}
