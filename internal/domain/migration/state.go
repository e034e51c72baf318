package migration

// State is where a system stands on its way to the platform.
type State string

// States in their order, and those aside. The API's docstrings say what each
// means.
const (
	Registered       State = "Registered"
	Audited          State = "Audited"
	Categorised      State = "Categorised"
	Prioritised      State = "Prioritised"
	Preparing        State = "Preparing"
	Replicating      State = "Replicating"
	Testing          State = "Testing"
	Accepted         State = "Accepted"
	CutoverScheduled State = "CutoverScheduled"
	CuttingOver      State = "CuttingOver"
	Published        State = "Published"
	Hypercare        State = "Hypercare"
	SourceDisabled   State = "SourceDisabled"
	Decommissioning  State = "Decommissioning"
	Closed           State = "Closed"

	NotSubject State = "NotSubject"
	Deferred   State = "Deferred"
	Paused     State = "Paused"
	RolledBack State = "RolledBack"
	Failed     State = "Failed"
)

// Way are the states from first to last.
var Way = []State{
	Registered, Audited, Categorised, Prioritised, Preparing, Replicating, Testing, Accepted,
	CutoverScheduled, CuttingOver, Published, Hypercare, SourceDisabled, Decommissioning, Closed,
}

// Asides are the states off the way.
var Asides = []State{NotSubject, Deferred, Paused, RolledBack, Failed}

// rank is the place of a state on the way, from 0; -1 for those aside.
func rank(s State) int {
	for i, on := range Way {
		if on == s {
			return i
		}
	}
	return -1
}

// Reached reports whether a migration at a state has reached another on the way.
// One that stands aside has reached none.
func Reached(at, goal State) bool { return rank(at) >= 0 && rank(at) >= rank(goal) }
