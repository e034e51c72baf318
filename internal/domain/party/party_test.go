package party_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/domain/party"
)

var edition = party.Edition{
	Name: "e-2026",
	Parties: party.Register{
		{Code: "GO", Groups: []string{"ikp:agency:{agency}:admin"}},
		{Code: "SI", Groups: []string{"ikp:party:si"}},
		{Code: "OPERATOR", Groups: []string{"ikp:platform-operators"}},
		{Code: "MINAI", SuccessorOf: []string{"MDAI"}, Groups: []string{"ikp:party:mdai"}},
	},
	Measures: []migration.Demanded{
		{Number: 1, Rule: "KZ-MIG-P01", Gate: migration.Audited, Parties: []string{"GO"}},
		{Number: 3, Rule: "KZ-MIG-P03", Gate: migration.Prioritised, Parties: []string{"SI"}},
		{Number: 7, Rule: "KZ-MIG-P07", Gate: migration.Replicating, Parties: []string{"GO", "MDAI"}},
	},
}

// brief is a refusal without its words.
type brief struct{ Reason, Rule, Field string }

func TestCheck(t *testing.T) {
	word := party.Word{Kind: "SystemMigration", Name: "esf", Matter: "measure-03", Party: "SI", By: "saule",
		Groups: []string{"ikp:party:si"}, Hash: "now"}
	for name, tc := range map[string]struct {
		change func(*party.Word)
		want   []brief
	}{
		"lets the responsible party speak": {func(*party.Word) {}, nil},
		"refuses a party that another decides for": {
			func(w *party.Word) { w.Party, w.Groups = "OPERATOR", []string{"ikp:platform-operators"} },
			[]brief{{"NotResponsible", "KZ-MIG-P03", "spec.party"}},
		},
		"refuses whoever speaks for a party that is not his": {
			func(w *party.Word) { w.Groups = []string{"ikp:platform-operators"} },
			[]brief{{"NotOfParty", "KZ-MIG-P03", "spec.party"}},
		},
		"lets the admin of the owning agency speak for it": {
			func(w *party.Word) {
				w.Matter, w.Party, w.Groups = "measure-01", "GO", []string{"ikp:agency:minfin:admin"}
			}, nil,
		},
		"refuses the admin of another agency": {
			func(w *party.Word) {
				w.Matter, w.Party, w.Groups = "measure-01", "GO", []string{"ikp:agency:mzdrav:admin"}
			},
			[]brief{{"NotOfParty", "KZ-MIG-P01", "spec.party"}},
		},
		"refuses a developer of the owning agency": {
			func(w *party.Word) {
				w.Matter, w.Party, w.Groups = "measure-01", "GO", []string{"ikp:agency:minfin:developer"}
			},
			[]brief{{"NotOfParty", "KZ-MIG-P01", "spec.party"}},
		},
		"lets the successor of a party speak under its own name": {
			func(w *party.Word) {
				w.Matter, w.Party, w.Groups = "measure-07", "MINAI", []string{"ikp:party:mdai"}
			}, nil,
		},
		"lets the successor speak under the name of the party that was": {
			func(w *party.Word) { w.Matter, w.Party, w.Groups = "measure-07", "MDAI", []string{"ikp:party:mdai"} }, nil,
		},
		"refuses whoever wrote the object": {
			func(w *party.Word) { w.By = "marat" }, []brief{{"OwnObject", "KZ-MIG-P03", "spec.subject"}},
		},
		"refuses a word about what is no longer there": {
			func(w *party.Word) { w.Hash = "before" }, []brief{{"ContentChanged", "KZ-MIG-P03", "spec.contentHash"}},
		},
		"says everything that stands against a word": {
			func(w *party.Word) { w.Party, w.Groups, w.Hash, w.By = "GO", nil, "before", "marat" },
			[]brief{{"NotResponsible", "KZ-MIG-P03", "spec.party"}, {"NotOfParty", "KZ-MIG-P03", "spec.party"},
				{"OwnObject", "KZ-MIG-P03", "spec.subject"}, {"ContentChanged", "KZ-MIG-P03", "spec.contentHash"}},
		},
		"knows no measure that the edition lacks": {
			func(w *party.Word) { w.Matter = "measure-15" }, []brief{{"MatterUnknown", "", "spec.matter"}},
		},
		"knows no matter of a kind on which nobody decides": {
			func(w *party.Word) { w.Kind = "SystemAssessment" }, []brief{{"MatterUnknown", "", "spec.matter"}},
		},
		"knows no party that the edition lacks": {
			func(w *party.Word) { w.Party = "CPCP" }, []brief{{"PartyUnknown", "KZ-MIG-P03", "spec.party"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := word
			tc.change(&w)
			var got []brief
			for _, r := range party.Check(w, party.Subject{Agency: "minfin", Author: "marat", Hash: "now"}, edition) {
				got = append(got, brief{r.Reason, r.Rule, r.Field})
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("refusals (-want +got):\n%s", diff)
			}
		})
	}
}

func TestARefusalNamesTheWayOut(t *testing.T) {
	s := party.Subject{Agency: "minfin", Author: "marat", Hash: "now", Turn: "gate Prioritised waits for SI since 2026-11-20"}
	w := party.Word{Kind: "SystemMigration", Name: "esf", Matter: "measure-03", Party: "OPERATOR", By: "timur",
		Groups: []string{"ikp:platform-operators"}, Hash: "now"}
	got := party.Check(w, s, edition)
	want := "measure-03 is decided by SI, not by OPERATOR; gate Prioritised waits for SI since 2026-11-20"
	if len(got) != 1 || got[0].Message != want {
		t.Errorf("refused with %+v, want %q", got, want)
	}
	w.Party = "SI"
	want = "timur does not act for SI: members of ikp:party:si do; one of them must say it; gate Prioritised waits for SI since 2026-11-20"
	if got = party.Check(w, s, edition); len(got) != 1 || got[0].Message != want {
		t.Errorf("refused with %+v, want %q", got, want)
	}
}

func TestEveryKindHasItsMatters(t *testing.T) {
	got := map[string][]string{}
	for _, kind := range []string{party.KindException, party.KindIntegration, party.KindMigration, party.KindPlan, party.KindSystem} {
		got[kind] = party.Names(party.Matters(kind, edition.Measures))
	}
	want := map[string][]string{
		"ResidencyException": {"exception"},
		"IntegrationRequest": {"contract-signed", "approved", "tested", "access-given"},
		"SystemMigration": {"measure-01", "measure-03", "measure-07", "consent", "acceptance", "source-disabled",
			"decommission-planned", "decommissioned", "data-destroyed"},
		"MigrationPlan":     {"plan"},
		"InformationSystem": {"personal-data-no"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("matters (-want +got):\n%s", diff)
	}
}

func TestNobodySpeaksForAPartyWithoutOneOfItsGroups(t *testing.T) {
	groups := []string{"ikp:party:si", "ikp:party:mdai", "ikp:platform-operators", "ikp:agency:minfin:admin", "ikp:agency:mzdrav:admin",
		"ikp:agency:{agency}:admin", "ikp:agency::admin", "ikp:migration", "system:masters"}
	rapid.Check(t, func(t *rapid.T) {
		agency := rapid.SampledFrom([]string{"minfin", "mzdrav", ""}).Draw(t, "agency")
		own := rapid.SliceOfDistinct(rapid.SampledFrom(groups), rapid.ID).Draw(t, "groups")
		p := rapid.SampledFrom(edition.Parties).Draw(t, "party")
		may := false
		for _, g := range own {
			may = may || g == map[string]string{"GO": "ikp:agency:" + agency + ":admin", "SI": "ikp:party:si",
				"OPERATOR": "ikp:platform-operators", "MINAI": "ikp:party:mdai"}[p.Code] && (p.Code != "GO" || agency != "")
		}
		if got := p.ActsFor(agency, own); got != may {
			t.Fatalf("%v act for %s of %q: %t, want %t", own, p.Code, agency, got, may)
		}
	})
}
