package cmdutil

import "fmt"

// Action is what a command was doing to an object when something went wrong.
type Action string

// Actions of commands. The catalogue has a heading for the refusal of each.
const (
	ActionCreate Action = "create"
	ActionChange Action = "change"
	ActionDelete Action = "delete"
	ActionRead   Action = "read"
	ActionList   Action = "list"
)

var gerunds = map[Action]string{
	ActionCreate: "creating", ActionChange: "changing", ActionDelete: "deleting",
	ActionRead: "reading", ActionList: "listing",
}

// ActionError says what was being done to what.
type ActionError struct {
	Action Action
	// Object as kind/name, or the kind alone for a list.
	Object string
	Err    error
}

func (e *ActionError) Error() string {
	return fmt.Sprintf("%s %s: %v", gerunds[e.Action], e.Object, e.Err)
}

// Unwrap gives what went wrong.
func (e *ActionError) Unwrap() error { return e.Err }
