package cmd_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmd/profile"
	"github.com/govtech-kz/ikp/cli/cmd/rule"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestRulesExplainThemselves(t *testing.T) {
	admin := somebody(t, "zhanna", "ikp:administrators")
	for _, lang := range []string{"en", "ru", "kk"} {
		golden.Check(t, "rule-explain."+lang+".golden", admin.must("rule explain KZ-PD-12 --lang "+lang))
	}
	golden.Check(t, "rule-show.golden", admin.must("rule show KZ-PLT-MOR"))
	for line, want := range map[string]string{
		"rule list":                                           "KZ-PD-12",
		"rule list --lang ru --enforcement Deny":              "Хранение персональных данных в РК",
		"rule list --edition concept-2022 -o name":            "C-10.3\n",
		"rule list --moment Invoice":                          "Invoice",
		"rule explain C-1.3":                                  "Always enforced: the platform is built so that nobody can break it.",
		"rule explain KZ-PD-16X":                              "Covered by the check of KZ-PD-12",
		"rule explain KZ-PD-25B":                              "Not checked by the platform: it does not collect the facts.",
		"rule explain KZ-LC-LANG":                             "Not checked by the platform: people check it.",
		"rule explain KZ-MIG-P01":                             "measure 1 waits for GO",
		"profile list":                                        "digital-code-2026",
		"profile show concept-2022":                           "PARTIES",
		"profile diff concept-2022 digital-code-2026":         "KZ-PLT-MOR",
		"profile diff concept-2022 digital-code-2026 -o yaml": "rule: KZ-PLT-MOR",
	} {
		if got := admin.must(line); !strings.Contains(got, want) {
			t.Errorf("%s does not show %q:\n%s", line, want, got)
		}
	}
	for line, want := range map[string]string{
		"rule show KZ-XX-1":         "edition digital-code-2026 has no rule KZ-XX-1",
		"rule list --edition draft": `there is no edition "draft"; there are: concept-2022, digital-code-2026`,
		"profile simulate":          "one of them",
		"rule enable KZ-PLT-MOR":    "required flag",
		"rule warn KZ-PLT-MOR --reason 'as the order says' --document 'Order 5' --set since": "write NAME=VALUE",
	} {
		if a := admin.types(line); a.code == 0 || !strings.Contains(a.err, want) {
			t.Errorf("%s ended with %d: %s", line, a.code, a.err)
		}
	}
}

// TestAnAdministratorSwitchesARuleOnAndOff: the switch is on record with who, why
// and on which ground, and nobody else may.
func TestAnAdministratorSwitchesARuleOnAndOff(t *testing.T) {
	admin := somebody(t, "zhanna", "ikp:administrators")
	t.Cleanup(func() {
		if err := controlplane.New(t).Client.DeleteAllOf(context.Background(), &governance.RuleOverride{}); err != nil {
			t.Error(err)
		}
	})
	const enable = "rule enable KZ-PLT-MOR --reason 'the decree was read' --document 'Order 5' --name mor-on"
	if a := somebody(t, "timur", "ikp:platform-operators").types(enable); a.code != 3 {
		t.Errorf("an operator of the platform switched it: %+v", a)
	}
	if got, want := admin.must(enable), "ruleoverride/mor-on created\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	got := admin.must("rule explain KZ-PLT-MOR")
	for _, want := range []string{"A breach is refused.", "So decided zhanna on ", "RuleOverride mor-on, on the ground of Order 5: the decree was read", "set to Deny by zhanna"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
	var views []rule.View
	if err := json.Unmarshal([]byte(admin.must("rule list --enforcement Deny --moment Admission -o json")), &views); err != nil {
		t.Fatal(err)
	}
	for _, v := range views {
		if v.ID == "KZ-PLT-MOR" && (v.Override == nil || v.Override.By != "zhanna") {
			t.Errorf("the list does not say who switched it: %+v", v)
		}
	}
	if got := admin.must("rule disable KZ-PLT-MOR --reason 'only a trial of it' --document 'Order 6'"); !strings.Contains(got, "ruleoverride/kz-plt-mor-20") {
		t.Errorf("got %q", got)
	}
}

// TestAnEditionIsTriedBeforeItIsInForce simulates a draft on what lives here.
func TestAnEditionIsTriedBeforeItIsInForce(t *testing.T) {
	namespaceOfAgency(t, "trial")
	root := somebody(t, "root", "system:masters")
	root.must("system create far -a trial --name-ru Дальняя --target Other")
	admin := somebody(t, "zhanna", "ikp:administrators")
	draft := admin.must("profile show digital-code-2026 -o yaml")
	at := strings.Index(draft, "id: KZ-PLT-MOR")
	begin := strings.LastIndex(draft[:at], "enforcement: \"Off\"")
	if begin < 0 {
		t.Fatal("the edition does not have the moratorium Off")
	}
	draft = draft[:begin] + "enforcement: Deny" + draft[begin+len("enforcement: \"Off\""):]
	file := filepath.Join(t.TempDir(), "draft.yaml")
	if err := os.WriteFile(file, []byte(draft), 0o600); err != nil {
		t.Fatal(err)
	}
	var changes []profile.Change
	if err := json.Unmarshal([]byte(admin.must("profile simulate -o json -f "+file)), &changes); err != nil {
		t.Fatal(err)
	}
	found := false
	for _, c := range changes {
		found = found || c.Agency == "trial" && c.Object == "system/far" && c.Rule == "KZ-PLT-MOR" && c.Before == "passes" && c.After == "refuses"
	}
	if !found {
		t.Errorf("nobody is told that trial/far would be refused: %+v", changes)
	}
	if got := admin.must("profile simulate digital-code-2026"); !strings.Contains(got, "Nothing would change") {
		t.Errorf("the edition in force changes something:\n%s", got)
	}
}
