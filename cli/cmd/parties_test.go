package cmd_test

import (
	"strings"
	"testing"
)

// TestPartiesMoveASystemFromTheCommandLine: the migration team begins a move, and
// parties speak on it. What admission says of the wrong ones is tested where it is.
func TestPartiesMoveASystemFromTheCommandLine(t *testing.T) {
	namespaceOfAgency(t, "moves")
	team := somebody(t, "marat", "system:masters", "ikp:migration")
	owner := somebody(t, "aigul", "system:masters", "ikp:agency:moves:admin")
	integrator := somebody(t, "saule", "system:masters", "ikp:party:si")
	for _, step := range []struct {
		by         person
		line, want string
	}{
		{team, "migration start moves/esf --programme unified --stage 3 --payer ministry --criterion 'rows-equal=as many rows'", "migration/moves/esf created\n"},
		{team, "migration set moves/esf --env prod --window '2026-12-05 22:00..2026-12-06 04:00'", "migration/esf changed\n"},
		{team, "migration advance moves/esf --to Closed", "migration/esf changed\n"},
		{team, "migration pause moves/esf --reason leave --until 2026-12-01", "migration/esf changed\n"},
		{team, "migration defer moves/esf --reason lease", "migration/esf changed\n"},
		{team, "migration resume moves/esf", "migration/esf changed\n"},
		{owner, "measure submit moves/esf 1 --evidence 'Data=12 of 2026-11-20'", "moves/esf: GO has approved measure-01\n"},
		{integrator, "measure approve moves/esf 2", "moves/esf: SI has approved measure-02\n"},
		{integrator, "measure reject moves/esf 3 --comment 'no category'", "moves/esf: SI has rejected measure-03\n"},
		{owner, "measure approve moves/esf 5 --dry-run=server", "moves/esf: GO has approved measure-05 (checked by the server, not kept)\n"},
		{owner, "approval give migration/moves/esf acceptance", "moves/esf: GO has approved acceptance\n"},
		{owner, "approval give migration/moves/esf consent --party GO --reject", "moves/esf: GO has rejected consent\n"},
		{owner, "integration request esf-gbdfl -a moves --system esf --provider mdai/gbdfl --purpose check", "integration/esf-gbdfl created\n"},
		{owner, "exception request esf-fra -a moves --system esf --rule KZ-PD-36 --dc fra-1 --act '14 of 2026-11-01' --reason 'under way now' --until 2099-12-31",
			"exception/esf-fra created\n"},
		{integrator, "approval give exception/moves/esf-fra exception --party OPERATOR", "moves/esf-fra: OPERATOR has approved exception\n"},
		{owner, "approval give integration/moves/esf-gbdfl contract-signed", "moves/esf-gbdfl: GO has approved contract-signed\n"},
	} {
		got := step.by.must(step.line)
		if want := strings.Replace(step.want, "migration/moves/esf created", "migration/esf created", 1); got != want {
			t.Errorf("%s says %q, want %q", step.line, got, want)
		}
	}
	for line, want := range map[string]string{
		"measure list moves/esf":           "closed",
		"measure list esf -a moves":        "rejected by SI",
		"measure show moves/esf 1":         "Data: 12 of 2026-11-20",
		"measure show moves/esf 2 -o yaml": "waitingFor:\n- OPERATOR\n- GO",
		"measure list moves/esf --lang kk": "SI",
		"migration list -a moves":          "Closed",
		"migration show moves/esf":         "2026-12-05 22:00:00 - 2026-12-06 04:00:00",
		"migration history moves/esf":      "EDITION",
		"approval list -a moves":           "acceptance",
		"integration list -a moves":        "mdai/gbdfl",
		"exception list -a moves":          "KZ-PD-36",
		"exception show moves/esf-fra":     "14 of 2026-11-01",
		"integration breaches -o json":     "[]",
	} {
		if got := team.must(line); !strings.Contains(got, want) {
			t.Errorf("%s does not show %q:\n%s", line, want, got)
		}
	}
	team.must("migration rollback moves/esf")
	if got := team.must("migration show moves/esf -o yaml"); !strings.Contains(got, "goal: RolledBack") || strings.Contains(got, "paused:") {
		t.Errorf("the migration is not told to go back:\n%s", got)
	}
}

func TestWhatPartiesCannotSayIsAUsageError(t *testing.T) {
	t.Parallel()
	nobody := somebody(t, "nobody", "system:masters")
	for line, want := range map[string]string{
		"measure approve moves/esf none":                                     "is not the number of a measure",
		"measure submit moves/esf 1":                                         "at least one of the flags",
		"approval give host/h1 plan":                                         "write KIND/AGENCY/NAME",
		"integration request x -a moves --system a --provider b --purpose c": "write --provider AGENCY/SYSTEM",
	} {
		if a := nobody.types(line); a.code != 2 || !strings.Contains(a.err, want) {
			t.Errorf("%s ended with %d: %s", line, a.code, a.err)
		}
	}
}

func TestCompletionOfWhatPartiesDecide(t *testing.T) {
	t.Parallel()
	root := somebody(t, "root", "system:masters")
	if got := strings.Join(root.completes("approval", "give", ""), " "); !strings.HasPrefix(got, "exception/ integration/ migration/ plan/ system/") {
		t.Errorf("the kinds are not offered: %s", got)
	}
	if got := root.completes("measure", "approve", "moves/esf", ""); len(got) != 15 || got[0] != "1" {
		t.Errorf("the measures are not offered: %v", got)
	}
}
