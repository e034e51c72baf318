package inventory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
	"github.com/govtech-kz/ikp/internal/domain/reconciliation"
)

// decision is a field of a passport that takes a list's word.
type decision struct {
	system        *tenancy.InformationSystem
	field, before string
	after         string
}

// setters write the fields that a list may decide. Who owns a system is not among
// them: nothing moves it between agencies by the way.
var setters = map[string]func(*tenancy.InformationSystem, string){
	"register_id": func(s *tenancy.InformationSystem, v string) {
		if s.Annotations == nil {
			s.Annotations = map[string]string{}
		}
		s.Annotations[tenancy.AnnotationRegisterID] = v
	},
	"name_ru":       func(s *tenancy.InformationSystem, v string) { s.Spec.Names.RU = v },
	"name_kk":       func(s *tenancy.InformationSystem, v string) { s.Spec.Names.KK = v },
	"name_en":       func(s *tenancy.InformationSystem, v string) { s.Spec.Names.EN = v },
	"purpose":       func(s *tenancy.InformationSystem, v string) { s.Spec.Purpose = v },
	"category":      func(s *tenancy.InformationSystem, v string) { s.Spec.Category = tenancy.Category(v) },
	"class":         func(s *tenancy.InformationSystem, v string) { s.Spec.Class = tenancy.SystemClass(v) },
	"segment":       func(s *tenancy.InformationSystem, v string) { s.Spec.Segment = tenancy.Segment(v) },
	"personal_data": func(s *tenancy.InformationSystem, v string) { s.Spec.PersonalData = tenancy.PersonalData(v) },
}

// accept writes what the chosen list says into the passports, with its source.
func (o *ReconcileOptions) accept(ctx context.Context, lists []reconciliation.List, r reconciliation.Report) error {
	api, err := o.Factory.QuietClient()
	if err != nil {
		return err
	}
	var systems tenancy.InformationSystemList
	if err := api.List(ctx, &systems); err != nil {
		return &cmdutil.ActionError{Action: cmdutil.ActionList, Object: "system", Err: err}
	}
	chosen := lists[slices.IndexFunc(lists, func(l reconciliation.List) bool { return l.Name == o.Accept })]
	var taken []decision
	var errs []error
	for _, match := range r.Systems {
		theirs, ours, ok := o.pair(match, chosen, systems.Items)
		if !ok {
			continue
		}
		changes, err := o.take(ctx, api, theirs, ours, chosen)
		taken, errs = append(taken, changes...), append(errs, err)
	}
	refused := errors.Join(errs...)
	if refused != nil && len(taken) == 0 {
		return refused
	}
	return errors.Join(refused, o.printTaken(taken))
}

// pair is the chosen list's record and the platform's object of one system.
func (o *ReconcileOptions) pair(match reconciliation.System, chosen reconciliation.List, systems []tenancy.InformationSystem) (reconciliation.Record, *tenancy.InformationSystem, bool) {
	var theirs *reconciliation.Record
	var ours *tenancy.InformationSystem
	for _, x := range match.In {
		switch x.List {
		case chosen.Name:
			theirs = &chosen.Records[slices.IndexFunc(chosen.Records, func(r reconciliation.Record) bool { return r.Row == x.Row })]
		case platformList:
			i := slices.IndexFunc(systems, func(s tenancy.InformationSystem) bool {
				return s.Name == x.Slug && recordOf(&s).Values["agency_slug"] == x.Owner
			})
			ours = &systems[i]
		}
	}
	if theirs == nil || ours == nil {
		return reconciliation.Record{}, nil, false
	}
	id := verb.AgencyOf(ours.Namespace) + "/" + ours.Name
	return *theirs, ours, len(o.Only) == 0 || slices.Contains(o.Only, id)
}

// take changes one passport and says what was changed.
func (o *ReconcileOptions) take(ctx context.Context, api client.Client, theirs reconciliation.Record, ours *tenancy.InformationSystem, chosen reconciliation.List) ([]decision, error) {
	before, held := ours.DeepCopy(), recordOf(ours)
	var changes []decision
	for _, field := range reconciliation.Fields {
		value, set := theirs.Values[field], setters[field]
		if set == nil || value == "" || value == held.Values[field] {
			continue
		}
		set(ours, value)
		changes = append(changes, decision{ours, field, held.Values[field], value})
	}
	if len(changes) == 0 {
		return nil, nil
	}
	o.sign(ours, theirs, chosen)
	var opts []client.PatchOption
	if o.DryRun {
		opts = append(opts, client.DryRunAll)
	}
	if err := api.Patch(ctx, ours, client.MergeFromWithOptions(before, client.MergeFromWithOptimisticLock{}), opts...); err != nil {
		return nil, &cmdutil.ActionError{Action: cmdutil.ActionChange, Object: "system/" + ours.Name, Err: err}
	}
	return changes, nil
}

// sign records whose word was taken, and when.
func (o *ReconcileOptions) sign(s *tenancy.InformationSystem, theirs reconciliation.Record, chosen reconciliation.List) {
	source, date := firstSaid(theirs.Source, chosen.Source), firstSaid(theirs.Date, chosen.Date)
	if source != "" {
		s.Spec.Source = source
	}
	if s.Annotations == nil {
		s.Annotations = map[string]string{}
	}
	s.Annotations[tenancy.AnnotationReconciled] = fmt.Sprintf("list %s, source %s, dated %s, taken over on %s",
		chosen.Name, firstSaid(source, "unknown"), firstSaid(date, "unknown"), o.today())
}

func firstSaid(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func (o *ReconcileOptions) printTaken(all []decision) error {
	if o.Output != cmdutil.OutputTable {
		return o.encodeTaken(all)
	}
	t := cmdutil.Table{Heads: o.heads("system", "field", "before", "after")}
	for _, d := range all {
		t.Add(strings.TrimPrefix(d.system.Namespace, "agency-")+"/"+d.system.Name, d.field, o.known(d.before), d.after)
	}
	title := o.say("section-taken", "list", o.Accept)
	if o.DryRun {
		title += " " + o.say("dry-run")
	}
	if len(all) == 0 {
		o.Factory.IO.Tell("%s", o.say("nothing-to-take", "list", o.Accept))
		return nil
	}
	return writeSection(o.Factory.IO.Out, title, t)
}

// taken as other programs read it.
type taken struct {
	System string `json:"system"`
	Field  string `json:"field"`
	Before string `json:"before,omitempty"`
	After  string `json:"after"`
}

func (o *ReconcileOptions) encodeTaken(all []decision) error {
	list := []taken{}
	for _, d := range all {
		list = append(list, taken{verb.AgencyOf(d.system.Namespace) + "/" + d.system.Name, d.field, d.before, d.after})
	}
	format := o.Output
	if format == outputCSV {
		format = cmdutil.OutputJSON
	}
	return cmdutil.Encode(o.Factory.IO.Out, format, list)
}
