package schedule

// Programme is everything that the planner knows. Lists keep their order, and
// names are unique within their list.
type Programme struct {
	Start      Date // the first day on which anything may happen
	Horizon    int  // days from Start within which everything must end; 0 means ten years
	WaveDays   int  // systems that go live within so many days form a wave; 0 means 28
	Effort     int  // passes over all phases spent on improving the plan; 0 lets the size decide
	Calendars  []Calendar
	Resources  []Resource
	Stores     []Store
	Budgets    []Budget
	Stages     []Stage
	Milestones []Milestone // days by which every system should be live: only rehearsals look at them
	Systems    []System
}

// Milestone is a deadline of the whole programme.
type Milestone struct {
	Name     string
	Deadline Date
}

// Calendar says on which days work goes on: the weekdays, less the closures
// (freezes, holidays, maintenance).
type Calendar struct {
	Name   string
	Week   [7]bool // Sunday first
	Closed []Closure
}

// Closure is a named span of days, both ends included, without work.
type Closure struct {
	Name     string
	From, To Date
}

// Resource is renewed every day: people of a team (agency, supplier, operator),
// cutovers at a time, or GiB that a site's link carries in a day.
type Resource struct {
	Name     string
	Kind     ResourceKind
	Capacity int64  // per open day
	Calendar string // days on which it is there; empty means all
}

// ResourceKind tells teams and links apart in bounds and reports.
type ResourceKind string

// The kinds of resources.
const (
	Team ResourceKind = "Team"
	Link ResourceKind = "Link"
)

// Store is what systems occupy for good from a phase on: vCPU, GiB of memory or
// of disk of a data centre. It grows by commissioning.
type Store struct {
	Name  string
	Grows []Growth
}

// Growth adds capacity from a day on.
type Growth struct {
	On     Date
	Amount int64
}

// Budget is what an account may spend in a calendar year, in tiyn. What is left
// over lapses. An account without a budget for a year has nothing in that year.
type Budget struct {
	Account string
	Year    int
	Tiyn    int64
}

// Stage is a stage of the programme (C-3): the dates between which its systems move.
type Stage struct {
	Name     string
	Opens    Date // no phase of its systems starts earlier
	Deadline Date // its systems should be live by then; missing it is reported, not forbidden
}

// System is an information system that moves.
type System struct {
	Name     string
	Agency   string
	Stage    string // name of a Stage; empty for none
	Group    int    // group of users (C-7), 1 goes first; 0 for unknown goes last
	Priority int    // of the category (C-5), smaller goes first within a group
	After    []Dependency
	Phases   []Phase // in this order, one after the other
	Deadline Date    // it should be live by then; missing it is reported, not forbidden
}

// Dependency holds a phase back until a phase of another system has ended.
type Dependency struct {
	System string
	Until  string // phase of that system; empty means its last
	Phase  string // phase of this system that waits; empty means its first
}

// Phase is work on a system that goes on through consecutive open days.
type Phase struct {
	Name      string
	Days      int    // open days, at least 1
	Calendar  string // empty means every day is open
	Uses      []Use
	Keeps     []Keep
	Account   string // whose budget of the year of its start bears Tiyn; empty for none
	Tiyn      int64
	NotBefore Date
	Fixed     Date // it starts on this very day
	GoLive    bool // it publishes the system: waves and deadlines look at it; the last phase when none does
}

// Use is what a phase takes of a resource on each of its days.
type Use struct {
	Resource string
	Amount   int64
	Last     int64 // on the last day, when that is less; 0 means Amount
}

// Keep is what a phase occupies of a store from its start, for good.
type Keep struct {
	Store  string
	Amount int64
}

// Transfer is the length and the use of a link of copying gib GiB at rate GiB a day.
func Transfer(link string, gib, rate int64) (days int, use Use) {
	days = int(max(1, (gib+rate-1)/rate))
	return days, Use{Resource: link, Amount: rate, Last: gib - int64(days-1)*rate}
}
