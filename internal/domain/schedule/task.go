package schedule

// task is a phase with its names resolved to indices. Tasks are numbered so that
// every predecessor has a smaller number.
type task struct {
	system, phase int32
	days          int32
	opening       int32
	lower         int32 // first day on which it may start
	fixed         int32 // the day on which it must start, or -1
	due           int32 // the day by which it should have ended
	uses          []use
	keeps         []keep
	account       int32 // or -1
	tiyn          int64
	before, after []int32
}

type use struct {
	resource   int32
	each, last int32
}

type keep struct {
	store  int32
	amount int64
}

// none marks an absent index or day.
const none = -1

// far is later than every day of a programme.
const far = int32(1 << 30)

// model is a programme made ready for planning.
type model struct {
	Programme
	*days
	tasks   []task
	of      [][]int32 // tasks by system and phase
	live    []int     // the phase of each system that makes it live
	stages  map[string]int
	shelves []shelf
	money   []int64 // initial budgets, account by year
	years   []int32 // index of the year of each day
	first   int     // the year of index 0
	turn    []int32 // the first day of each year
	refused map[int]Refusal
}

// shelf is a store: growth splits time in segments, within which what is left
// only shrinks; so the end of each segment is all there is to know.
type shelf struct {
	starts []int32 // first day of each segment
	total  []int64 // capacity in each segment
}

func (m *model) name(t *task) string {
	s := m.Systems[t.system]
	return s.Name + "/" + s.Phases[t.phase].Name
}
