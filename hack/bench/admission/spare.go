package admission

import (
	"context"
	"fmt"
	"strings"
	"time"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/hack/bench/site"
)

const (
	// label tells the machines that the webhook sees from those that it does not.
	label = "bench.ikp.gov.kz/webhook"
	// configuration is the name of the platform's own.
	configuration = "ikp"

	patience     = time.Minute
	pollInterval = 50 * time.Millisecond
)

func side(seen bool) string {
	if seen {
		return "with"
	}
	return "without"
}

// spare has the API server call the webhook for machines without the label
// "without" alone, and returns when it does.
func spare(ctx context.Context, s *site.Site) error {
	hooks := &admissionregistrationv1.ValidatingWebhookConfiguration{}
	if err := s.Client.Get(ctx, client.ObjectKey{Name: configuration}, hooks); err != nil {
		return fmt.Errorf("reading the webhooks: %w", err)
	}
	for i := range hooks.Webhooks {
		if !strings.HasPrefix(hooks.Webhooks[i].Name, "virtualmachines.") {
			continue
		}
		hooks.Webhooks[i].ObjectSelector = &metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{
			Key: label, Operator: metav1.LabelSelectorOpNotIn, Values: []string{side(false)},
		}}}
	}
	if err := s.Client.Update(ctx, hooks); err != nil {
		return fmt.Errorf("sparing machines the webhook: %w", err)
	}
	err := wait.PollUntilContextTimeout(ctx, pollInterval, patience, true, func(ctx context.Context) (bool, error) {
		return !refused(ctx, s, false), nil
	})
	if err != nil {
		return fmt.Errorf("waiting until the webhook is spared: %w", err)
	}
	if !refused(ctx, s, true) {
		return fmt.Errorf("the webhook does not see the machines that it should")
	}
	return nil
}

// refused reports whether a machine of no type is refused, as only the webhook
// does.
func refused(ctx context.Context, s *site.Site, seen bool) bool {
	vm := site.Machine(0, site.Image)
	vm.Spec.MachineType = "absent"
	vm.Labels = map[string]string{label: side(seen)}
	return s.Developer.Create(ctx, vm, client.DryRunAll) != nil
}
