package verb

import (
	"context"
	"errors"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// pollInterval is how often a waiting command looks. Looking needs no more
// rights than showing, a watch would.
const pollInterval = 500 * time.Millisecond

// Ready reports whether an object is ready for what is asked of it now.
func Ready[T client.Object](k Kind[T]) func(T) bool {
	return func(o T) bool {
		c := apimeta.FindStatusCondition(k.Conditions(o), "Ready")
		return c != nil && c.Status == metav1.ConditionTrue && c.ObservedGeneration >= o.GetGeneration()
	}
}

// Await looks at an object until it is done, and tells on Err how its conditions
// change. Time running out is a PendingError.
func Await[T client.Object](ctx context.Context, f *cmdutil.Factory, k Kind[T], o T, limit time.Duration, done func(T) bool) error {
	c, err := f.Client()
	if err != nil {
		return err
	}
	diary := diary{f: f, seen: map[string]metav1.Condition{}}
	look := func(ctx context.Context) (bool, error) {
		if err = c.Get(ctx, client.ObjectKeyFromObject(o), o); err != nil {
			return false, &cmdutil.ActionError{Action: cmdutil.ActionRead, Object: k.Noun + "/" + o.GetName(), Err: err}
		}
		diary.note(k.Conditions(o))
		return done(o), nil
	}
	err = wait.PollUntilContextTimeout(ctx, pollInterval, limit, true, look)
	return overdue(ctx, f, k, o, limit, "still-pending", err)
}

// overdue turns the end of a wait's time into a PendingError with a message that
// says where to look. Other errors stay as they are.
func overdue[T client.Object](ctx context.Context, f *cmdutil.Factory, k Kind[T], o T, limit time.Duration, message string, err error) error {
	if ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	name := k.Noun + "/" + o.GetName()
	return cmdutil.PendingError{Object: name, Message: f.Texts().Say(message,
		"object", name, "limit", limit.String(), "command", why(f, k, o))}
}

// why is the command that explains what an object waits for; one without
// conditions can only be shown.
func why[T client.Object](f *cmdutil.Factory, k Kind[T], o T) string {
	if k.Conditions == nil {
		return f.Name + " " + k.Noun + " show " + o.GetName()
	}
	s := f.Name + " why " + k.Noun + "/" + o.GetName()
	if ns := o.GetNamespace(); ns != "" {
		s += " -n " + ns
	}
	return s
}

// diary tells each change of a condition once.
type diary struct {
	f    *cmdutil.Factory
	seen map[string]metav1.Condition
}

func (d *diary) note(all []metav1.Condition) {
	for _, c := range all {
		old := d.seen[c.Type]
		if old.Status == c.Status && old.Reason == c.Reason {
			continue
		}
		d.seen[c.Type] = c
		if c.Status == metav1.ConditionUnknown && c.Reason == "Pending" {
			continue
		}
		at := d.f.Clock.Now().In(calendar.Almaty).Format(time.TimeOnly)
		d.f.IO.Tell("%s  %s=%s  %s: %s", at, c.Type,
			d.f.IO.ErrColours().Status(string(c.Status)), c.Reason, c.Message)
	}
}
