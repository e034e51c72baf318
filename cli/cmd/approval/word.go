package approval

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	authenticationv1 "k8s.io/api/authentication/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/party"
	"github.com/govtech-kz/ikp/internal/facts"
)

// Word is what somebody says for a party on a matter.
type Word struct {
	Factory *cmdutil.Factory
	Place   verb.Place
	// Party is whom he speaks for; empty: the one of those who decide the matter for
	// which his groups act.
	Party string
	// Documents are TITLE=REFERENCE, Files lie on his machine.
	Documents, Files []string
	Comment          string
	DryRun           bool
	Output           cmdutil.Output
}

// AddFlags registers the flags that every command has by which somebody decides.
func (w *Word) AddFlags(cmd *cobra.Command) {
	w.Place.AddFlags(w.Factory, cmd, verb.OfAgency)
	fs := cmd.Flags()
	fs.StringVar(&w.Party, "party", "", "Party to speak for (default: the responsible one for which you act)")
	fs.StringArrayVar(&w.Documents, "evidence", nil, "Document that it rests on, as TITLE=REFERENCE; may be repeated")
	fs.StringArrayVar(&w.Files, "file", nil, "File that it rests on; its SHA-256 is recorded, the file stays here")
	fs.StringVar(&w.Comment, "comment", "", "Why, for those who read it later")
	verb.DryRunFlag(fs, &w.DryRun)
	cmdutil.OutputFlag(cmd, &w.Output)
}

// Say records a decision on a matter of an object, binding to the hash of what is
// there now.
func (w *Word) Say(ctx context.Context, subject client.Object, kind, matter, hash string, d governance.Decision) error {
	c, err := w.Factory.Client()
	if err != nil {
		return err
	}
	evidence, err := evidenceOf(w.Documents, w.Files)
	if err != nil {
		return err
	}
	code, err := w.party(ctx, c, kind, matter, verb.AgencyOf(subject.GetNamespace()))
	if err != nil {
		return err
	}
	a := &governance.Approval{
		ObjectMeta: metav1.ObjectMeta{Namespace: subject.GetNamespace(), GenerateName: subject.GetName() + "-" + matter + "-"},
		Spec: governance.ApprovalSpec{Subject: governance.Subject{Kind: kind, Name: subject.GetName()}, Matter: matter,
			Party: code, Decision: d, ContentHash: hash, Comment: w.Comment, Evidence: evidence},
	}
	if err := c.Create(ctx, a, w.options()...); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionCreate, Object: "approval/" + subject.GetName() + "-" + matter, Err: err}
	}
	return w.tell(a)
}

func (w *Word) options() []client.CreateOption {
	if w.DryRun {
		return []client.CreateOption{client.DryRunAll}
	}
	return nil
}

// party is the one that was named, else the first of those who decide the matter for
// which the user's groups act, else the first of them: admission says then who may.
func (w *Word) party(ctx context.Context, c client.Client, kind, matter, agency string) (string, error) {
	if w.Party != "" {
		return w.Party, nil
	}
	edition, err := facts.Edition(ctx, c, calendar.Day(w.Factory.Clock.Now()))
	if err != nil {
		return "", err
	}
	m, known := party.Find(party.Matters(kind, edition.Measures), matter)
	if !known {
		return "", cmdutil.UsageError{Err: fmt.Errorf("nobody decides %s of a %s; it has: %v", matter, kind, party.Names(party.Matters(kind, edition.Measures)))}
	}
	self := &authenticationv1.SelfSubjectReview{}
	if err := c.Create(ctx, self); err != nil {
		return "", fmt.Errorf("asking who you are: %w", err)
	}
	for _, code := range m.Parties {
		if p, known := edition.Parties.Find(code); known && p.ActsFor(agency, self.Status.UserInfo.Groups) {
			return p.Code, nil
		}
	}
	return edition.Parties.Canonical(m.Parties[0]), nil
}

// tell says what was recorded, or prints it.
func (w *Word) tell(a *governance.Approval) error {
	switch w.Output {
	case cmdutil.OutputJSON, cmdutil.OutputYAML:
		return verb.Encode(w.Factory.IO.Out, w.Output, a)
	case cmdutil.OutputName:
		_, err := fmt.Fprintln(w.Factory.IO.Out, "approval.governance.ikp.gov.kz/"+a.Name)
		return err
	}
	texts := w.Factory.Texts()
	message := "word-approved"
	if a.Spec.Decision == governance.DecisionRejected {
		message = "word-rejected"
	}
	line := texts.Say(message, "party", a.Spec.Party, "matter", a.Spec.Matter, "object", verb.AgencyOf(a.Namespace)+"/"+a.Spec.Subject.Name)
	if w.DryRun {
		line += " " + texts.Say("dry-run")
	}
	_, err := fmt.Fprintln(w.Factory.IO.Out, line)
	return err
}
