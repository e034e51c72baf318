package migration

import (
	"context"
	"fmt"
	"slices"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/domain/passport"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/facts"
)

// said reads the approvals of the migration.
func (r *reconciler) said(ctx context.Context, m *api.SystemMigration, o *observation) error {
	var list governance.ApprovalList
	if err := r.client.List(ctx, &list, client.InNamespace(m.Namespace)); err != nil {
		return fmt.Errorf("listing approvals: %w", err)
	}
	hashes, err := facts.MigrationContents(m.Spec, o.basis)
	if err != nil {
		return err
	}
	o.words = migration.Words{All: canonical(facts.Words(list.Items, party.KindMigration, m.Name), &o.profile), Hashes: hashes,
		Author: m.Annotations[tenancy.AnnotationRequestedBy]}
	owner := func(matter string) bool { return o.words.Approved(matter, agencyParty) }
	f := &o.facts
	f.Measures = o.words.Measures(facts.Demanded(o.profile.Spec.Measures))
	f.Acceptance = o.words.AcceptanceOf()
	f.Consent = owner(migration.MatterConsent)
	f.SourceDisabled = o.words.Approved(migration.MatterSourceDisabled, operatorParty)
	f.DecommissionPlanned = owner(migration.MatterDecommissionPlanned)
	f.Decommissioned = owner(migration.MatterDecommissioned)
	f.DataDestroyed = owner(migration.MatterDataDestroyed)
	return nil
}

// canonical gives every word the name that the edition has for its party: what a
// party said before another took its duties over still counts.
func canonical(words []migration.Word, p *governance.RegulationProfile) []migration.Word {
	parties := facts.Parties(p.Spec.Parties)
	for i := range words {
		words[i].Party = parties.Canonical(words[i].Party)
	}
	return words
}

// Parties whose word closes what is no measure.
const (
	agencyParty   = "GO"
	operatorParty = "OPERATOR"
)

// passport tells what is known of the system and of its owner.
func (r *reconciler) passport(_ context.Context, _ *api.SystemMigration, o *observation) error {
	f := &o.facts
	f.Category = string(o.system.Spec.Category)
	f.Moves = moves(&o.profile, o.system.Spec.Category)
	f.Gaps = passport.Gaps(facts.Passport(o.agency.Name, &o.system))
	f.HoldsPersonalData = residency.HoldsPersonalData(string(o.system.Spec.PersonalData))
	f.Participation = string(participation(o))
	return nil
}

// moves says whether systems of a category move (C-5).
func moves(p *governance.RegulationProfile, category tenancy.Category) bool {
	return slices.ContainsFunc(p.Spec.Categories, func(c governance.CategoryPolicy) bool { return c.Category == category && c.Moves })
}

// participation is what the agency's record says, else what the edition says of
// its kind.
func participation(o *observation) tenancy.Participation {
	if p := o.agency.Spec.Participation; p != "" && p != tenancy.ParticipationUnknown {
		return p
	}
	for _, p := range o.profile.Spec.Participation {
		if p.Kind == o.agency.Spec.Kind {
			return p.Participation
		}
	}
	return tenancy.ParticipationUnknown
}

// made reads what the words on the migration rest on: the audit of the system and
// its test migrations.
func (r *reconciler) made(ctx context.Context, m *api.SystemMigration, o *observation) error {
	var err error
	if o.basis, err = facts.BasisOf(ctx, r.client, m); err != nil {
		return err
	}
	o.facts.Assessment = migration.Assessment{Unanswered: -1}
	if a := o.basis.Assessment; a != nil {
		o.facts.Assessment = assessmentOf(a)
	}
	return r.rehearsed(ctx, m, o)
}

func assessmentOf(a *api.SystemAssessment) migration.Assessment {
	audit := facts.Audit(a.Spec)
	return migration.Assessment{
		Unanswered: unanswered(audit.Answers), Disposition: string(audit.Decided), Unmitigated: audit.Unmitigated(),
	}
}

// ways tells where the system runs now, and whether its stage may begin.
func (r *reconciler) ways(ctx context.Context, m *api.SystemMigration, o *observation) error {
	f := &o.facts
	if m.Spec.SourceSite != "" {
		var site api.SourceSite
		switch err := r.client.Get(ctx, client.ObjectKey{Name: m.Spec.SourceSite}, &site); {
		case client.IgnoreNotFound(err) != nil:
			return fmt.Errorf("reading site %q: %w", m.Spec.SourceSite, err)
		case err != nil:
			f.SiteLost = m.Spec.SourceSite
		default:
			f.Site = siteOf(m.Spec.SourceSite, site.Spec, f.Today)
		}
	}
	var all api.SystemMigrationList
	if err := r.client.List(ctx, &all, client.InNamespace(m.Namespace)); err != nil {
		return fmt.Errorf("listing migrations: %w", err)
	}
	if m.Spec.Stage != nil {
		f.Stage, f.StageOpen = int(*m.Spec.Stage), stageOpen(*m.Spec.Stage, all.Items)
	}
	f.Since = o.facts.Now
	if m.Status.Since != nil {
		f.Since = m.Status.Since.Time
	}
	f.Hypercare = daysOf(o.programme.Spec.HypercareDays)
	return r.dependencies(ctx, m, o)
}

func siteOf(name string, s api.SourceSiteSpec, today string) *migration.Site {
	site := facts.SourceSite(s)
	return &migration.Site{
		Name: name, DataCentre: string(site.DataCentre),
		ConformsUntil: site.ConformsUntil(today), UsefulLifeEndsOn: site.UsefulLifeEndsOn,
	}
}

// stageOpen: systems of earlier stages of the same agency have at least begun to
// be prepared (C-3: the stages are kept in this sequence).
func stageOpen(stage int32, all []api.SystemMigration) bool {
	return !slices.ContainsFunc(all, func(m api.SystemMigration) bool {
		return m.Spec.Stage != nil && *m.Spec.Stage < stage && !migration.Reached(migration.State(m.Status.State), migration.Preparing) &&
			m.Status.State != api.StateNotSubject
	})
}
