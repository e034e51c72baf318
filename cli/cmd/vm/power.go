package vm

import (
	"context"
	"time"

	"github.com/spf13/cobra"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// annotationStrategy keeps the run strategy of a stopped machine, so that starting
// it brings back what was asked before.
const annotationStrategy = "compute.ikp.gov.kz/run-strategy"

// PowerOptions name the machine to start, stop or restart.
type PowerOptions struct {
	verb.Change[*compute.VirtualMachine]
}

// power makes a command that changes whether a machine runs.
func power(f *cmdutil.Factory, runF func(*PowerOptions) error, use, until string, words verb.Words,
	run func(context.Context, *PowerOptions) error) *cobra.Command {
	o := &PowerOptions{verb.NewChange(f, Kind())}
	cmd := o.Command(use, words, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return run(ctx, o)
	})
	verb.WaitFlag(cmd.Flags(), &o.Wait, until)
	return cmd
}

// now is the moment of asking: the API keeps whole seconds.
func (o *PowerOptions) now() metav1.Time {
	return metav1.NewTime(o.Factory.Clock.Now().Truncate(time.Second))
}

// halt stops a machine and remembers how it ran.
func halt(m *compute.VirtualMachine) {
	if m.Spec.RunStrategy == compute.RunHalted {
		return
	}
	if m.Annotations == nil {
		m.Annotations = map[string]string{}
	}
	m.Annotations[annotationStrategy] = string(m.Spec.RunStrategy)
	m.Spec.RunStrategy = compute.RunHalted
}

// resume lets a stopped machine run as it did before.
func resume(m *compute.VirtualMachine) {
	m.Spec.RunStrategy = compute.RunAlways
	if before := compute.RunStrategy(m.Annotations[annotationStrategy]); before == compute.RunRerunOnFailure {
		m.Spec.RunStrategy = before
	}
	delete(m.Annotations, annotationStrategy)
}
