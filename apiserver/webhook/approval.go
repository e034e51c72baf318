package webhook

import (
	"context"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/facts"
)

// approval checks that the word counts: the matter is decided by the party, the
// author acts for it, did not write the object himself, and has seen it as it is.
func (k checks) approval(ctx context.Context, c change[governance.Approval], v *verdict) error {
	agency, err := k.agencyOf(ctx, c.now.Namespace, v)
	if err != nil || agency == "" {
		return err
	}
	edition, err := facts.Edition(ctx, k.reader, calendar.Day(k.clock.Now()))
	if err != nil {
		return err
	}
	word := wordOf(c)
	subject, found, err := k.subject(ctx, c.now, agency)
	if err != nil {
		return err
	}
	if !found {
		v.refuse(reasonSubjectMissing, "", "spec.subject", "agency %s has no %s %s; correct the subject", agency, word.Kind, word.Name)
		return nil
	}
	for _, r := range party.Check(word, subject, edition) {
		v.refuse(reasonsOfApprovals[r.Reason], r.Rule, r.Field, "%s", r.Message)
	}
	return nil
}

// reasonsOfApprovals are the codes under which texts for people are found.
var reasonsOfApprovals = map[string]string{
	party.ReasonMatterUnknown:  reasonMatterUnknown,
	party.ReasonPartyUnknown:   reasonPartyUnknown,
	party.ReasonNotResponsible: reasonNotResponsible,
	party.ReasonNotOfParty:     reasonNotOfParty,
	party.ReasonOwnObject:      reasonOwnObject,
	party.ReasonContentChanged: reasonContentChanged,
}

func wordOf(c change[governance.Approval]) party.Word {
	s := c.now.Spec
	return party.Word{
		Kind: s.Subject.Kind, Name: s.Subject.Name, Matter: s.Matter, Party: s.Party,
		By: c.by.Username, Groups: c.by.Groups, Hash: s.ContentHash,
	}
}
