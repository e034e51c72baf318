package measure

import (
	"context"
	"fmt"
	"slices"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/facts"
)

// sheet is all that is known of the measures of one migration.
type sheet struct {
	migration *api.SystemMigration
	profile   *governance.RegulationProfile
	approvals []governance.Approval
	// hashes of what there is now, by part.
	hashes map[migration.Part]string
}

// Measure is one of them, for people and programs.
type Measure struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	// Rule that demands it, Gate the state that it keeps shut.
	Rule string `json:"rule"`
	Gate string `json:"gate"`
	// Parties who answer for it, the first accountable.
	Parties []string `json:"parties"`
	Closed  bool     `json:"closed"`
	// WaitingFor are parties that have not answered, RejectedBy those that said no,
	// After the measures that must be closed before.
	WaitingFor []string `json:"waitingFor,omitempty"`
	RejectedBy []string `json:"rejectedBy,omitempty"`
	After      []int    `json:"after,omitempty"`
	// Since when it keeps the next gate shut; empty: it does not.
	Since string `json:"since,omitempty"`
	// Words are what parties have said, oldest first.
	Words []Word `json:"words,omitempty"`
}

// Word is what somebody said for a party.
type Word struct {
	Party    string                    `json:"party"`
	Decision string                    `json:"decision"`
	By       string                    `json:"by"`
	At       time.Time                 `json:"at"`
	Comment  string                    `json:"comment,omitempty"`
	Evidence []governance.EvidenceItem `json:"evidence,omitempty"`
	// Counts says that it is about what is there now, and not by its author.
	Counts bool `json:"counts"`
}

// sheetOf reads what is known of a migration's measures.
func sheetOf(ctx context.Context, c client.Client, m *api.SystemMigration, now time.Time) (sheet, error) {
	edition, err := facts.Edition(ctx, c, calendar.Day(now))
	if err != nil {
		return sheet{}, err
	}
	s := sheet{migration: m, profile: &governance.RegulationProfile{}}
	if err := c.Get(ctx, client.ObjectKey{Name: edition.Name}, s.profile); err != nil {
		return s, fmt.Errorf("reading edition %q: %w", edition.Name, err)
	}
	var list governance.ApprovalList
	if err := c.List(ctx, &list, client.InNamespace(m.Namespace)); err != nil {
		return s, fmt.Errorf("listing approvals: %w", err)
	}
	s.approvals = list.Items
	basis, err := facts.BasisOf(ctx, c, m)
	if err != nil {
		return s, err
	}
	s.hashes, err = facts.MigrationContents(m.Spec, basis)
	return s, err
}

// measures of the migration under the edition, with titles in a language.
func (s sheet) measures(title func(tenancy.Names) string) []Measure {
	parties := facts.Parties(s.profile.Spec.Parties)
	words := migration.Words{All: facts.Words(s.approvals, party.KindMigration, s.migration.Name), Hashes: s.hashes, Author: s.author()}
	for i := range words.All {
		words.All[i].Party = parties.Canonical(words.All[i].Party)
	}
	all := make([]Measure, 0, len(s.profile.Spec.Measures))
	for i, open := range words.Measures(facts.Demanded(s.profile.Spec.Measures)) {
		p := s.profile.Spec.Measures[i]
		all = append(all, Measure{
			Number: open.Number, Title: title(p.Titles), Rule: p.Rule, Gate: p.Gate, Parties: p.Parties, Closed: open.Closed(),
			WaitingFor: open.Waiting, RejectedBy: open.Rejected, After: open.After,
			Since: s.since(p.Rule), Words: s.words(migration.MeasureMatter(open.Number)),
		})
	}
	return all
}

func (s sheet) author() string { return s.migration.Annotations[tenancy.AnnotationRequestedBy] }

// since is the day from which a rule keeps the next gate shut.
func (s sheet) since(rule string) string {
	for _, o := range s.migration.Status.Obstacles {
		if o.Rule == rule {
			return calendar.Day(o.Since.Time)
		}
	}
	return ""
}

// words on a matter, oldest first.
func (s sheet) words(matter string) []Word {
	var all []Word
	for i := range s.approvals {
		a := &s.approvals[i]
		if a.Spec.Subject.Kind != party.KindMigration || a.Spec.Subject.Name != s.migration.Name || a.Spec.Matter != matter {
			continue
		}
		by := a.Annotations[tenancy.AnnotationRequestedBy]
		all = append(all, Word{
			Party: a.Spec.Party, Decision: string(a.Spec.Decision), By: by, At: a.CreationTimestamp.UTC(), Comment: a.Spec.Comment,
			Evidence: a.Spec.Evidence, Counts: a.Spec.ContentHash == s.hashes[migration.PartOf(matter)] && by != s.author(),
		})
	}
	slices.SortStableFunc(all, func(a, b Word) int { return a.At.Compare(b.At) })
	return all
}
