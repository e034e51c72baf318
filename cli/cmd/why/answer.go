package why

import (
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/duration"

	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Answer is what why says of an object.
type Answer struct {
	// Object as kind/name.
	Object string `json:"object"`
	// Ready says that it waits for nothing, and that nobody must act.
	Ready bool `json:"ready"`
	// InPlace says that the object is as asked, although something is unmet.
	InPlace bool `json:"inPlace,omitempty"`
	// Finding is the first that is waited for.
	Finding
	// Others are further conditions on which somebody must act.
	Others []Finding `json:"others,omitempty"`
	// Move is the system's way to the platform; nil for other kinds, and for those
	// who may not see it.
	Move *Move `json:"move,omitempty"`
	// Conditions are all conditions of the object; a plain object has none.
	Conditions []metav1.Condition `json:"conditions"`
}

// Finding explains one condition.
type Finding struct {
	// Condition that is waited for, its status and its reason.
	Condition string                 `json:"condition"`
	Status    metav1.ConditionStatus `json:"status"`
	Reason    string                 `json:"reason"`
	// Title and Explanation of the reason, in the language asked for.
	Title       string `json:"title"`
	Explanation string `json:"explanation"`
	// Message of the platform, with the numbers.
	Message string `json:"message,omitempty"`
	// Since when, and for how long.
	Since time.Time `json:"since"`
	For   string    `json:"for"`
	// Who must act and what to do.
	Who    string `json:"who"`
	Action string `json:"action"`
	// Rule that is behind it; empty when none is.
	Rule string `json:"rule,omitempty"`
}

func (o *Options) answer(group string, f facts) Answer {
	v := judge(f)
	a := Answer{
		Object: o.Noun + "/" + o.Name, Ready: v.Ready, InPlace: v.InPlace,
		Finding:    o.finding(group, v.Condition, v.Since),
		Conditions: append([]metav1.Condition{}, f.conditions...),
	}
	for _, c := range v.Others {
		a.Others = append(a.Others, o.finding(group, c, since(c, f.created)))
	}
	return a
}

func (o *Options) finding(group string, c metav1.Condition, since time.Time) Finding {
	entry, known := o.Factory.Texts().Reason(group, c.Reason)
	if !known {
		entry.Title = c.Reason
	}
	rule := cmdutil.RulesIn(c.Message)
	if rule == "" {
		rule = entry.Rule
	}
	return Finding{
		Condition: c.Type, Status: c.Status, Reason: c.Reason,
		Title: entry.Title, Explanation: entry.Explanation, Message: c.Message,
		Since: since.UTC(), For: duration.HumanDuration(o.Factory.Clock.Now().Sub(since)),
		Who: entry.Who, Action: entry.Action, Rule: rule,
	}
}
