package facts

import (
	"context"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// Sources of what is declared begin so; no host or store does.
const (
	SourceFlow    = "flow/"
	SourceSupport = "support/"
)

// passages reads the declared flows and accesses into w, and the lots they are.
func passages(ctx context.Context, r client.Reader, agencies map[string]string, w *whereabouts.World) ([]whereabouts.Lot, error) {
	var flows governance.DataFlowList
	if err := r.List(ctx, &flows); err != nil {
		return nil, fmt.Errorf("listing data flows: %w", err)
	}
	var accesses governance.SupportAccessList
	if err := r.List(ctx, &accesses); err != nil {
		return nil, fmt.Errorf("listing support accesses: %w", err)
	}
	w.Passages = map[string]whereabouts.Passage{}
	var lots []whereabouts.Lot
	add := func(l whereabouts.Lot, p whereabouts.Passage) {
		l.Site = whereabouts.Abroad(p.Country)
		w.Passages[l.Source] = p
		lots = append(lots, l)
	}
	for i := range flows.Items {
		f := &flows.Items[i]
		add(lotOf(whereabouts.Flow, SourceFlow, f, agencies, f.Spec.System, f.Spec.Recipient), Flow(f))
	}
	for i := range accesses.Items {
		a := &accesses.Items[i]
		resource := "ticket " + a.Spec.Ticket + ", " + a.Spec.Person
		add(lotOf(whereabouts.SupportAccess, SourceSupport, a, agencies, a.Spec.System, resource), Support(a))
	}
	return lots, nil
}

func lotOf(k whereabouts.Kind, prefix string, o client.Object, agencies map[string]string, system, resource string) whereabouts.Lot {
	return whereabouts.Lot{
		Source: prefix + o.GetNamespace() + "/" + o.GetName(), Kind: k, Resource: resource,
		System: whereabouts.Name{Agency: agencies[o.GetNamespace()], System: system},
	}
}

// Flow is what the rules see of a declared flow.
func Flow(f *governance.DataFlow) whereabouts.Passage {
	p := whereabouts.Passage{
		By: f.Annotations[tenancy.AnnotationRequestedBy], Country: f.Spec.Country, Ground: string(f.Spec.Ground), Document: f.Spec.Document, From: f.CreationTimestamp.UTC(),
	}
	if f.Spec.Until != nil {
		p.Until = f.Spec.Until.UTC()
	}
	return p
}

// Support is what the rules see of a support access.
func Support(a *governance.SupportAccess) whereabouts.Passage {
	return whereabouts.Passage{
		By: a.Annotations[tenancy.AnnotationRequestedBy], Country: a.Spec.Country, Ground: string(a.Spec.Ground), Document: a.Spec.Document,
		From: a.Spec.From.UTC(), Until: a.Spec.Until.UTC(),
	}
}
