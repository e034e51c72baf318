package webhook_test

import (
	"testing"
	"time"

	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
	"github.com/govtech-kz/ikp/internal/facts"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

// speaker is somebody who speaks for a party.
type speaker struct {
	name  string
	group string
}

var (
	aigul  = speaker{"aigul", "ikp:agency:minfin:admin"}
	bolat  = speaker{"bolat", "ikp:agency:min:admin"}
	saule  = speaker{"saule", "ikp:party:si"}
	dana   = speaker{"dana", "ikp:party:mdai"}
	timur  = speaker{"timur", "ikp:platform-operators"}
	marat  = speaker{"marat", "ikp:migration"}
	zhanna = speaker{"zhanna", "ikp:administrators"}
	master = speaker{"root", "system:masters"}
)

func (s speaker) client(t *testing.T) client.Client {
	t.Helper()
	return controlplane.New(t).As(s.name, s.group)
}

// words asks admission for approvals of a migration that the migration team made,
// of a plan, an exception and a request.
func words(t *testing.T) {
	home := tenancy.AgencyNamespace("minfin")
	letIn(t, home, "ikp:agency:minfin:admin", "ikp:agency:min:admin")
	m := moving(t, home)
	hashes, err := facts.MigrationContents(m.Spec, facts.Basis{})
	if err != nil {
		t.Fatal(err)
	}
	audit, preparation := hashes[migration.Audit], hashes[migration.Preparation]
	for name, tc := range map[string]struct {
		by      speaker
		matter  string
		party   string
		hash    string
		subject string
		want    []cause
	}{
		"hears the integrator on what it decides":       {saule, "measure-03", "SI", audit, "esf", nil},
		"hears the owner on the funding":                {aigul, "measure-08", "GO", preparation, "esf", nil},
		"hears the ministry under its name of today":    {dana, "measure-07", "MINAI", preparation, "esf", nil},
		"hears the ministry under its name of 2022":     {dana, "measure-07", "MDAI", preparation, "esf", nil},
		"refuses the operator who decides for another":  {timur, "measure-03", "OPERATOR", audit, "esf", []cause{{"NotResponsible", "spec.party", "measure-03 is decided by SI, not by OPERATOR; gate Prioritised waits for SI since 2026-11-20 (KZ-MIG-P03)"}}},
		"refuses the operator who speaks for the other": {timur, "measure-03", "SI", audit, "esf", []cause{{"NotOfParty", "spec.party", "timur does not act for SI: members of ikp:party:si do; one of them must say it; gate Prioritised waits for SI since 2026-11-20 (KZ-MIG-P03)"}}},
		"refuses the admin of another agency":           {bolat, "measure-08", "GO", preparation, "esf", []cause{{"NotOfParty", "spec.party", "bolat does not act for GO: members of ikp:agency:minfin:admin do; one of them must say it; gate Prioritised waits for SI since 2026-11-20 (KZ-MIG-P08)"}}},
		"refuses whoever may do everything":             {master, "measure-03", "SI", audit, "esf", []cause{{"NotOfParty", "spec.party", "root does not act for SI: members of ikp:party:si do; one of them must say it; gate Prioritised waits for SI since 2026-11-20 (KZ-MIG-P03)"}}},
		"refuses a word on what is no longer there": {saule, "measure-03", "SI", preparation, "esf", []cause{{"ContentChanged", "spec.contentHash",
			"SystemMigration esf is not what was looked at: what measure-03 is about has the hash " + audit + " now; look at it again and speak of that (KZ-MIG-P03)"}}},
		"refuses a word on nothing":         {saule, "measure-03", "SI", audit, "ghost", []cause{{"SubjectMissing", "spec.subject", "agency minfin has no SystemMigration ghost; correct the subject"}}},
		"refuses a party that nobody knows": {saule, "measure-03", "XX", audit, "esf", []cause{{"PartyUnknown", "spec.party", "edition digital-code-2026 knows no party XX; its parties are GO, SI, OPERATOR, CPCP, CDT, SUPPLIER, MINAI (KZ-MIG-P03)"}}},
		"refuses a matter that nobody can decide": {saule, "measure-99", "SI", audit, "esf", []cause{{"MatterUnknown", "spec.matter",
			"nobody decides measure-99 of a SystemMigration; it has measure-01, measure-02, measure-03, measure-04, measure-05, measure-06, measure-07, measure-08, measure-09, measure-10, measure-11, measure-12, measure-13, measure-14, consent, acceptance, source-disabled, decommission-planned, decommissioned, data-destroyed"}}},
	} {
		t.Run(name, func(t *testing.T) {
			a := approval(home, governance.Subject{Kind: "SystemMigration", Name: tc.subject}, tc.matter, tc.party, tc.hash)
			wantCauses(t, tc.by.client(t).Create(t.Context(), a, client.DryRunAll), tc.want)
		})
	}
	t.Run("the migration team speaks for nobody", func(t *testing.T) {
		a := approval(home, governance.Subject{Kind: "SystemMigration", Name: "esf"}, "measure-03", "SI", audit)
		if err := marat.client(t).Create(t.Context(), a, client.DryRunAll); err == nil {
			t.Error("the migration team approves")
		}
	})
}

func approval(ns string, s governance.Subject, matter, party, hash string) *governance.Approval {
	return &governance.Approval{ObjectMeta: metav1.ObjectMeta{Namespace: ns, GenerateName: "word-"}, Spec: governance.ApprovalSpec{
		Subject: s, Matter: matter, Party: party, Decision: governance.DecisionApproved, ContentHash: hash}}
}

// moving is a migration that waits for the integrator.
func moving(t *testing.T, ns string) *migrationapi.SystemMigration {
	t.Helper()
	m := &migrationapi.SystemMigration{ObjectMeta: metav1.ObjectMeta{Namespace: ns, Name: "esf"},
		Spec: migrationapi.SystemMigrationSpec{System: "treasury", Programme: "p"}}
	if err := marat.client(t).Create(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remove(t, controlplane.New(t).Client, m) })
	m.Status.Obstacles = []migrationapi.Obstacle{{Gate: migrationapi.StatePrioritised, Code: "MeasureOpen", Party: "SI", Message: "m",
		Since: metav1.NewTime(time.Date(2026, 11, 20, 5, 0, 0, 0, time.UTC))}}
	if err := controlplane.New(t).As("ikp:controllers", "system:masters").Status().Update(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	return m
}

// letIn binds the role of an agency's admins, as ikp-operators does.
func letIn(t *testing.T, ns string, groups ...string) {
	t.Helper()
	b := &rbacv1.RoleBinding{ObjectMeta: metav1.ObjectMeta{Namespace: ns, Name: "ikp-agency-admin"},
		RoleRef: rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: "ikp-agency-admin"}}
	for _, g := range groups {
		b.Subjects = append(b.Subjects, rbacv1.Subject{APIGroup: rbacv1.GroupName, Kind: rbacv1.GroupKind, Name: g})
	}
	create(t, b)
	controlplane.Eventually(t, "the admins are let in", func() bool {
		return controlplane.New(t).As("aigul", groups[0]).List(t.Context(), &governance.ApprovalList{}, client.InNamespace(ns)) == nil
	})
}

// exceptions asks admission for exceptions, and for the words on one.
func exceptions(t *testing.T) {
	home := tenancy.AgencyNamespace("minfin")
	letIn(t, home, "ikp:agency:minfin:admin")
	x := func(change func(*governance.ResidencyExceptionSpec)) *governance.ResidencyException {
		s := governance.ResidencyExceptionSpec{System: "treasury", Rules: []string{"KZ-PD-36"}, DataCentres: []string{"astana-1"},
			Act: "14 of 2026-11-01", Reason: "the registration is under way", ValidFrom: metav1.NewTime(now), ExpiresAt: metav1.NewTime(now.Add(time.Hour))}
		if change != nil {
			change(&s)
		}
		return &governance.ResidencyException{ObjectMeta: metav1.ObjectMeta{Namespace: home, Name: "x-1"}, Spec: s}
	}
	for name, tc := range map[string]struct {
		change func(*governance.ResidencyExceptionSpec)
		want   []cause
	}{
		"takes one that names what exists": {nil, nil},
		"refuses one that is over": {func(s *governance.ResidencyExceptionSpec) {
			s.ValidFrom, s.ExpiresAt = metav1.NewTime(now.Add(-time.Hour)), metav1.NewTime(now)
		}, []cause{{"AlreadyExpired", "spec.expiresAt", "it is over since 2026-11-22T10:00:00Z; name a moment that lies ahead"}}},
		"refuses a place that does not exist": {func(s *governance.ResidencyExceptionSpec) { s.DataCentres = []string{"mars-1"} },
			[]cause{{"PlaceUnknown", "spec.dataCentres", "there is no data centre mars-1; choose of: ikpctl dc list"}}},
		"refuses a rule that does not exist": {func(s *governance.ResidencyExceptionSpec) { s.Rules = []string{"KZ-XX-1"} },
			[]cause{{"RuleUnknown", "spec.rules", "edition digital-code-2026 has no rule KZ-XX-1; look it up: ikpctl rule list"}}},
	} {
		t.Run(name, func(t *testing.T) {
			wantCauses(t, aigul.client(t).Create(t.Context(), x(tc.change), client.DryRunAll), tc.want)
		})
	}
	t.Run("words on one", func(t *testing.T) { onException(t, x(nil)) })
}

func onException(t *testing.T, x *governance.ResidencyException) {
	if err := aigul.client(t).Create(t.Context(), x); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remove(t, controlplane.New(t).Client, x) })
	hash, err := facts.ExceptionContent(x.Spec)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		by    speaker
		party string
		want  []cause
	}{
		"hears the ministry": {dana, "MINAI", nil},
		"hears the operator": {timur, "OPERATOR", nil},
		"does not hear its author": {aigul, "GO", []cause{
			{"NotResponsible", "spec.party", "exception is decided by MINAI and OPERATOR, not by GO (KZ-PD-12)"},
			{"OwnObject", "spec.subject", "nobody certifies himself: aigul has written ResidencyException x-1; another member of the party must say it (KZ-PD-12)"}}},
	} {
		t.Run(name, func(t *testing.T) {
			a := approval(x.Namespace, governance.Subject{Kind: "ResidencyException", Name: x.Name}, "exception", tc.party, hash)
			wantCauses(t, tc.by.client(t).Create(t.Context(), a, client.DryRunAll), tc.want)
		})
	}
}

// overrides asks admission for changes of rules.
func overrides(t *testing.T) {
	for name, tc := range map[string]struct {
		rule       string
		parameters map[string]string
		want       []cause
	}{
		"refuses one of a rule that the platform is built on": {"C-1.3", nil,
			[]cause{{"RuleAlways", "spec.rule", "rule C-1.3 is always enforced: quota and budget are one transaction of the ledger, which reserves nothing beyond them; " +
				"an override of it would change nothing (C-1.3)"}}},
		"takes a parameter that the check knows": {"KZ-PD-36", map[string]string{"onDrift": "quarantine"}, nil},
		"refuses a value of another form": {"C-10.3", map[string]string{"days": "soon"},
			[]cause{{"RuleUnknown", "spec.parameters", `parameter days of rule C-10.3 is "soon", and the edition says 14: write a value of that form (C-10.3)`}}},
		"takes one of a rule that exists": {"C-10.3", map[string]string{"days": "10"}, nil},
		"refuses one of no rule": {"KZ-XX-1", nil,
			[]cause{{"RuleUnknown", "spec.rule", "edition digital-code-2026 has no rule KZ-XX-1; look it up: ikpctl rule list"}}},
		"refuses a parameter that the rule lacks": {"C-10.3", map[string]string{"weeks": "2"},
			[]cause{{"RuleUnknown", "spec.parameters", "rule C-10.3 has no parameter weeks; its parameters are: days (C-10.3)"}}},
	} {
		t.Run(name, func(t *testing.T) {
			o := &governance.RuleOverride{ObjectMeta: metav1.ObjectMeta{Name: "o-1"}, Spec: governance.RuleOverrideSpec{Rule: tc.rule,
				Enforcement: governance.EnforcementDeny, Parameters: tc.parameters, Reason: "as the order says", Document: "order 12"}}
			wantCauses(t, zhanna.client(t).Create(t.Context(), o, client.DryRunAll), tc.want)
		})
	}
}
