package integration

import (
	"context"
	"fmt"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/integration"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/facts"
)

// observation is all that is known about one request now.
type observation struct {
	progress integration.Progress
	// hash that approvals bind to.
	hash string
	// dueOn is the last day on which access is in time, late how many days after it
	// it is. Both are empty while the rule is off.
	dueOn string
	late  int
	// edition of the rules.
	edition string
}

func (r *reconciler) observe(ctx context.Context, request *api.IntegrationRequest) (observation, error) {
	today := calendar.Day(r.clock.Now())
	book, err := facts.Book(ctx, r.client, today)
	if err != nil {
		return observation{}, err
	}
	edition, err := facts.Edition(ctx, r.client, today)
	if err != nil {
		return observation{}, err
	}
	o := observation{edition: book.Edition()}
	if o.hash, err = facts.IntegrationContent(request.Spec); err != nil {
		return o, err
	}
	words, err := r.said(ctx, request, o.hash, edition.Parties)
	if err != nil {
		return o, err
	}
	o.progress = integration.Follow(request.CreationTimestamp.UTC(), words)
	return o, o.clock(request, book, today)
}

// said reads what parties have said of the request, under their names of today.
func (r *reconciler) said(ctx context.Context, request *api.IntegrationRequest, hash string, parties party.Register) ([]integration.Word, error) {
	var list governance.ApprovalList
	if err := r.client.List(ctx, &list, client.InNamespace(request.Namespace)); err != nil {
		return nil, fmt.Errorf("listing approvals: %w", err)
	}
	author := request.Annotations[tenancy.AnnotationRequestedBy]
	var words []integration.Word
	for _, w := range facts.Words(list.Items, party.KindIntegration, request.Name) {
		words = append(words, integration.Word{Matter: w.Matter, Party: parties.Canonical(w.Party), Approved: w.Approved,
			At: w.At, Current: w.Hash == hash && w.By != author})
	}
	return words, nil
}

// clock measures the term of the rule, which is off for whom it does not exist.
func (o *observation) clock(request *api.IntegrationRequest, book regulation.Book, today string) error {
	if book.Enforcement(integration.Rule) == regulation.Off {
		return nil
	}
	days, err := book.Parameters(integration.Rule).Int("days", integration.DefaultDays)
	if err != nil {
		return err
	}
	term := integration.Term{RequestedOn: calendar.Day(request.CreationTimestamp.Time), Days: days}
	if given := o.progress.Given(); !given.IsZero() {
		term.GivenOn = calendar.Day(given)
	}
	if o.dueOn, err = term.DueOn(); err != nil {
		return err
	}
	o.late, err = term.Late(today)
	return err
}
