package webhook

import (
	"context"
	"fmt"
	"strings"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/domain/residency"
	"github.com/govtech-kz/ikp/internal/facts"
)

// personalDataTakenBack refuses to change the answer to No unless a party that
// decides it has approved that: unknown is not no, and nobody answers it for
// himself twice (KZ-PD-12).
func (k checks) personalDataTakenBack(ctx context.Context, c change[tenancy.InformationSystem], v *verdict) error {
	if c.before == nil || c.now.Spec.PersonalData != tenancy.PersonalDataNo || c.before.Spec.PersonalData == tenancy.PersonalDataNo {
		return nil
	}
	edition, err := facts.Edition(ctx, k.reader, calendar.Day(k.clock.Now()))
	if err != nil {
		return err
	}
	words, err := k.wordsOn(ctx, c, edition)
	if err != nil {
		return err
	}
	deciding := deciders(edition)
	for _, code := range deciding {
		if words.Approved(party.MatterNoPersonalData, code) {
			return nil
		}
	}
	v.refuse(reasonApprovalMissing, residency.RuleCountry, "spec.personalData",
		"personalData of system %s changes from %s to No, and nobody but its author has approved that; "+
			"have %s create an Approval of matter %s on the passport as it is now, then change it",
		c.now.Name, c.before.Spec.PersonalData, strings.Join(deciding, " or "), party.MatterNoPersonalData)
	return nil
}

// wordsOn are those said on the passport as it is now; that of him who changes it
// does not count.
func (k checks) wordsOn(ctx context.Context, c change[tenancy.InformationSystem], e party.Edition) (migration.Words, error) {
	var list governance.ApprovalList
	if err := k.reader.List(ctx, &list, client.InNamespace(c.now.Namespace)); err != nil {
		return migration.Words{}, fmt.Errorf("listing approvals in %q: %w", c.now.Namespace, err)
	}
	all := facts.Words(list.Items, party.KindSystem, c.now.Name)
	for i := range all {
		all[i].Party = e.Parties.Canonical(all[i].Party)
	}
	hash, err := facts.NoPersonalDataContent(c.now.Name, c.now.Spec)
	return migration.Words{
		All:    all,
		Hashes: map[migration.Part]string{migration.PartOf(party.MatterNoPersonalData): hash},
		Author: c.by.Username,
	}, err
}

// deciders are the parties that decide it, as the edition calls them.
func deciders(e party.Edition) []string {
	m, _ := party.Find(party.Matters(party.KindSystem, e.Measures), party.MatterNoPersonalData)
	codes := make([]string, 0, len(m.Parties))
	for _, code := range m.Parties {
		codes = append(codes, e.Parties.Canonical(code))
	}
	return codes
}
