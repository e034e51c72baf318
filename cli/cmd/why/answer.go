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
	// Ready says that it waits for nothing.
	Ready bool `json:"ready"`
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
	// Conditions are all conditions of the object.
	Conditions []metav1.Condition `json:"conditions"`
}

func (o *Options) answer(group string, f facts) Answer {
	v := judge(f)
	entry, known := o.Factory.Texts().Reason(group, v.Condition.Reason)
	if !known {
		entry.Title = v.Condition.Reason
	}
	rule := cmdutil.RulesIn(v.Condition.Message)
	if rule == "" {
		rule = entry.Rule
	}
	return Answer{
		Object: o.Noun + "/" + o.Name, Ready: v.Ready,
		Condition: v.Condition.Type, Status: v.Condition.Status, Reason: v.Condition.Reason,
		Title: entry.Title, Explanation: entry.Explanation, Message: v.Condition.Message,
		Since: v.Since.UTC(), For: duration.HumanDuration(o.Factory.Clock.Now().Sub(v.Since)),
		Who: entry.Who, Action: entry.Action, Rule: rule,
		Conditions: f.conditions,
	}
}
