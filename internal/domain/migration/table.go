package migration

// Transition is one way from a state to another.
type Transition struct {
	From, To State
	// When says in words what leads this way.
	When string
	// open decides whether the way is taken now. Ways are tried in the order of
	// the table.
	open func(Facts) bool
	// demands must all be met besides; they are what people wait for.
	demands []demand
}

// table holds every transition there is. Asides come first: a stop counts more
// than an open gate. The diagram in docs/states is made from it.
var table = buildTable()

func buildTable() []Transition {
	var t []Transition
	for _, from := range []State{Registered, Audited, Categorised, Prioritised, Preparing} {
		t = append(t, Transition{From: from, To: NotSubject, When: "its category does not move", open: Facts.stays})
	}
	for _, from := range Way[:rank(CuttingOver)] {
		t = append(t,
			Transition{From: from, To: Paused, When: "somebody paused it", open: Facts.paused},
			Transition{From: from, To: Deferred, When: "it is put off", open: Facts.deferred})
	}
	t = append(t,
		Transition{From: Accepted, To: Testing, When: "it has changed since it was accepted", open: Facts.acceptanceStale},
		Transition{From: CutoverScheduled, To: Testing, When: "it has changed since it was accepted", open: Facts.acceptanceStale},
		Transition{From: CutoverScheduled, To: Accepted, When: "its window passed or was taken away", open: Facts.windowMissed},
	)
	for _, from := range []State{CuttingOver, Published, Hypercare, Failed} {
		t = append(t, Transition{From: from, To: RolledBack, When: "going back was asked for", open: Facts.wantsBack})
	}
	t = append(t, Transition{From: CuttingOver, To: Failed, When: "the window closed before the services were published", open: Facts.windowOver})
	for i, from := range Way[:len(Way)-1] {
		to := Way[i+1]
		t = append(t, Transition{From: from, To: to, When: "its gate is open", open: wants(to), demands: gates[to]})
	}
	return append(t,
		Transition{From: NotSubject, To: Registered, When: "its category moves after all", open: not(Facts.stays)},
		Transition{From: RolledBack, To: Testing, When: "it is to go on", open: not(Facts.wantsBack)},
		Transition{From: Failed, To: CutoverScheduled, When: "another window was set", open: Facts.windowAhead},
	)
}

func not(f func(Facts) bool) func(Facts) bool { return func(x Facts) bool { return !f(x) } }

// Transitions is the table, for diagrams and tests. Paused and Deferred lead
// back to where they came from, which no table can say.
func Transitions() []Transition { return append([]Transition(nil), table...) }
