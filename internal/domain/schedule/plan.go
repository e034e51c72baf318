package schedule

// Plan is the proposal: dates and waves for every system that can move, and the
// reason for every one that cannot.
type Plan struct {
	Start     Date
	Finish    Date // the last day of work
	Bounds    Bounds
	Systems   []Placement // in the programme's order, without those refused
	Waves     []Wave
	Late      []Lateness
	Unplanned []Refusal
}

// Bounds are lengths in days that no plan undercuts, each by itself.
type Bounds struct {
	CriticalPath int // longest chain of phases, by the calendars, with unlimited teams
	Work         int // days until the busiest team can have done its work
	Bytes        int // days until the busiest link can have carried its bytes
	BusiestTeam  string
	BusiestLink  string
}

// Days is the strongest of the bounds.
func (b Bounds) Days() int { return max(b.CriticalPath, b.Work, b.Bytes) }

// Length is the number of days from the programme's start through the last day of work.
func (p Plan) Length() int {
	from, err1 := p.Start.Day()
	to, err2 := p.Finish.Day()
	if err1 != nil || err2 != nil {
		return 0
	}
	return to - from + 1
}

// Placement is one system's dates and why it is not live a day earlier.
type Placement struct {
	System  string
	Wave    int  // number of its wave, from 1
	Live    Date // last day of the phase that makes it live
	Phases  []Slot
	Binding Binding
}

// Slot is when a phase runs: first and last day of work.
type Slot struct {
	Phase      string
	Start, End Date
}

// Binding names what keeps a phase, and with it the system, from starting one
// step (the working day before) earlier: exactly the constraints which that step
// would violate.
type Binding struct {
	Phase       string
	Constraints []Constraint
}

// Constraint is a demand of the programme that a step would violate.
type Constraint struct {
	Kind Kind
	Name string // see Kind
}

// Kind is the kind of a constraint.
type Kind string

// The kinds of constraints, and what their Name says.
const (
	AtStart     Kind = "Start"       // the programme's start
	Predecessor Kind = "Predecessor" // system/phase that ends too late
	Busy        Kind = "Resource"    // resource without enough left
	Closed      Kind = "Calendar"    // calendar/closure
	Full        Kind = "Capacity"    // store without enough room yet
	Money       Kind = "Budget"      // account/year
	TooEarly    Kind = "NotBefore"   // the date
	Pinned      Kind = "Fixed"       // the date
	StageClosed Kind = "Stage"       // stage that has not opened
	Beyond      Kind = "Horizon"     // the date at which the programme ends
	Broken      Kind = "Structure"   // what does not fit together: only in checks
)

// Wave is the systems that go live within the same weeks.
type Wave struct {
	Number   int
	From, To Date
	Systems  []string
}

// Lateness is a deadline that the plan misses.
type Lateness struct {
	System   string
	Deadline Date
	End      Date // last day of the phase that makes it live
}

// Refusal is a system that cannot be planned, and the first constraint that no date satisfies.
type Refusal struct {
	System     string
	Phase      string
	Constraint Constraint
}
