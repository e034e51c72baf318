package plan

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/client-go/util/retry"
	"sigs.k8s.io/controller-runtime/pkg/client"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/planning"
)

// clearLine goes back to the line's start and empties it.
const clearLine = "\r\x1b[K"

// writer writes a proposal into the control plane, and tells how far it is.
type writer struct {
	*ProposeOptions
	client        client.Client
	written, kept int
	done, total   int
}

// apply writes plans and waves. Waves that were proposed once and are no longer
// are taken away.
func (o *ProposeOptions) apply(ctx context.Context, w planning.World, p planning.Proposal) error {
	if len(o.Source.Files) > 0 {
		return cmdutil.UsageError{Err: errors.New("--apply writes what is planned from the control plane: leave --filename out")}
	}
	c, err := o.Factory.Client()
	if err != nil {
		return err
	}
	plans, waves := p.Plans(w), p.Waves(w)
	x := &writer{ProposeOptions: o, client: c, total: len(plans) + len(waves)}
	for i := range plans {
		if err := x.plan(ctx, &plans[i]); err != nil {
			return err
		}
	}
	for i := range waves {
		if err := x.put(ctx, &waves[i], &api.MigrationWave{}, func(old *api.MigrationWave) { old.Spec, old.Labels = waves[i].Spec, waves[i].Labels }); err != nil {
			return err
		}
	}
	if err := x.prune(ctx, w, waves); err != nil {
		return err
	}
	x.clear()
	o.Factory.IO.Tell("%s", o.Factory.Texts().Say("plan-applied", "written", strconv.Itoa(x.written), "kept", strconv.Itoa(x.kept)))
	return nil
}

// plan writes an agency's plan, unless the agency has agreed to another.
func (x *writer) plan(ctx context.Context, p *api.MigrationPlan) error {
	agreed := false
	err := put(ctx, x, p, &api.MigrationPlan{}, func(old *api.MigrationPlan) {
		agreed = !x.ReplaceAgreed && apimeta.IsStatusConditionTrue(old.Status.Conditions, api.ConditionAgreed)
		if !agreed {
			old.Spec = p.Spec
		}
	})
	if agreed {
		x.kept++
		x.written--
	}
	return err
}

func (x *writer) put(ctx context.Context, want, old *api.MigrationWave, change func(*api.MigrationWave)) error {
	return put(ctx, x, want, old, change)
}

// put creates an object, or changes the one that is there.
func put[T client.Object](ctx context.Context, x *writer, want, old T, change func(T)) error {
	x.step()
	action := cmdutil.ActionChange
	err := retry.RetryOnConflict(retry.DefaultRetry, func() error { // a status may be written meanwhile
		err := x.client.Get(ctx, client.ObjectKeyFromObject(want), old)
		if apierrors.IsNotFound(err) {
			action = cmdutil.ActionCreate
			return x.client.Create(ctx, want)
		}
		if err != nil {
			return err
		}
		change(old)
		return x.client.Update(ctx, old)
	})
	if err != nil {
		return &cmdutil.ActionError{Action: action, Object: fmt.Sprintf("%T/%s", want, want.GetName())[len("*v1alpha1."):], Err: err}
	}
	x.written++
	return nil
}

func (x *writer) prune(ctx context.Context, w planning.World, waves []api.MigrationWave) error {
	keep := map[string]bool{}
	for _, wave := range waves {
		keep[wave.Name] = true
	}
	for i := range w.Waves {
		old := &w.Waves[i]
		if keep[old.Name] || old.Labels[api.LabelPlanned] == "" || old.Spec.Programme != w.Programme.Name {
			continue
		}
		if err := x.client.Delete(ctx, old); client.IgnoreNotFound(err) != nil {
			return &cmdutil.ActionError{Action: cmdutil.ActionDelete, Object: "wave/" + old.Name, Err: err}
		}
	}
	return nil
}

// step tells a person who watches how far the work is; nobody else.
func (x *writer) step() {
	x.done++
	if io := x.Factory.IO; io.ErrIsTerminal() {
		_, _ = fmt.Fprintf(io.Err, "%s%d/%d", clearLine, x.done, x.total)
	}
}

func (x *writer) clear() {
	if io := x.Factory.IO; io.ErrIsTerminal() {
		_, _ = fmt.Fprint(io.Err, clearLine)
	}
}
