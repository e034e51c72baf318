package migration

import (
	"slices"
	"time"
)

// Facts is all that the next step of a migration depends on.
type Facts struct {
	// Name of the migration as people write it: minfin/esf.
	Name string
	// Now is the moment of the decision, Today the day in Kazakhstan.
	Now   time.Time
	Today string
	// Goal is the state to advance to.
	Goal State
	// Pause and Deferral say that the migration stands aside.
	Pause, Deferral *Aside

	// Category of the system; Moves says whether systems of it move (C-5).
	Category string
	Moves    bool
	// Gaps are the fields of the passport that nobody has filled.
	Gaps []string
	// HoldsPersonalData is true unless the passport says No.
	HoldsPersonalData bool

	// Participation of the agency: Mandatory, Voluntary, Unknown (C-7.6).
	Participation string
	// Consent says that a voluntary agency's consent is on record.
	Consent bool

	// Measures are those of the edition, with the parties that have not answered.
	Measures []Measure
	// Assessment of the system (measure 2).
	Assessment Assessment
	// Stage of the Concept, 0 while nobody has said; StageOpen says that the
	// stages before it allow it to begin (C-3).
	Stage     int
	StageOpen bool
	// Site is where the system runs now; nil while unknown.
	Site *Site
	// SiteLost is the name of a site that is on no record; empty: none is named so.
	SiteLost string

	// Payer of the move; Funded says that there is a budget of the FundingYear, in
	// which it goes over.
	Payer       string
	FundingYear int
	Funded      bool
	// Horizon is the last day of the programme's detailed plan (measure 7).
	Horizon string
	// Environment says that the target environment is ready.
	Environment bool
	// QuotaShort says what the agency's quota lacks; empty: nothing.
	QuotaShort string
	// ResidencyRefusal says why the target may not hold the system, with its
	// rule; empty: it may.
	ResidencyRefusal, ResidencyRule string
	// PilotOpen says that the pilot's results are accepted or that this system is
	// part of the pilot (C-8).
	PilotOpen bool

	// Rehearsals of the move as it is now, oldest first; Outdated are how many there
	// are besides, of another environment or site.
	Rehearsals []Rehearsal
	Outdated   int
	// Criteria of acceptance, by name.
	Criteria []string
	// Acceptance by the agency: the last one on record; nil: none.
	Acceptance *Acceptance
	// ClearanceRefusal says why production may not run; empty: it may (KZ-IB-40).
	ClearanceRefusal string

	// Window of the cut-over; nil: none is set.
	Window *Window
	// Freeze names what forbids a cut-over in the window or now; empty: nothing.
	Freeze string
	// Dependencies are systems that this one needs, that move, too, and that are not
	// published; Adrift those that neither move, run on the platform nor stay outside.
	Dependencies, Adrift []string

	// Since is when the present state was entered.
	Since time.Time
	// Hypercare is how long a published system is watched.
	Hypercare time.Duration
	// SourceDisabled, DecommissionPlanned and Decommissioned say that the acts of
	// the old site's end are on record, DataDestroyed that personal data there is gone.
	SourceDisabled, DecommissionPlanned, Decommissioned, DataDestroyed bool
}

// Aside says that a migration stands aside.
type Aside struct {
	// Reason for people.
	Reason string
	// Until is the day on which it ends; empty: when it is taken away.
	Until string
}

// Measure is one of the preparatory measures (C-4).
type Measure struct {
	Number int
	// Rule that demands it, Gate the state that it keeps shut.
	Rule string
	Gate State
	// Waiting are the parties that have not answered; Rejected those that said no.
	Waiting, Rejected []string
	// Outdated are those of the waiting that have spoken of what changed since.
	Outdated []string
	// After are open measures that come before this one.
	After []int
}

// Assessment is what the audit of a system has shown.
type Assessment struct {
	// Unanswered is how many questions are open; -1: there is no assessment.
	Unanswered int
	// Unmitigated are grave risks about which nothing is done.
	Unmitigated []string
	// Disposition is Move, Rewrite, Replace, WriteOff or Stay; empty: undecided.
	Disposition string
}

// Site is where a system runs before it moves (C-3).
type Site struct {
	Name string
	// DataCentre is Yes, No or Unknown.
	DataCentre string
	// ConformsUntil is the last day of the conformity to decree 832; empty: none.
	ConformsUntil string
	// UsefulLifeEndsOn is the last day of the equipment's life; empty: unknown.
	UsefulLifeEndsOn string
}

// Rehearsal is a test migration (C-6).
type Rehearsal struct {
	EndedAt      time.Time
	DeltaApplied bool
	// Failed are the criteria that were not met, Passed those that were.
	Passed, Failed []string
	RollbackTried  bool
}

// Acceptance is the agency's word that testing has satisfied it (C-6.1).
type Acceptance struct {
	At time.Time
	// Current says that it binds to the migration as it is now.
	Current bool
}

// Window is when a system goes over.
type Window struct{ From, To time.Time }

func (f Facts) stays() bool { return f.Category != "" && !f.Moves }

func (f Facts) paused() bool { return f.Pause.holds(f.Today) }

func (f Facts) deferred() bool { return f.Deferral.holds(f.Today) }

func (a *Aside) holds(today string) bool { return a != nil && (a.Until == "" || today < a.Until) }

func (f Facts) wantsBack() bool { return f.Goal == RolledBack }

// wants is true while the goal lies at to or beyond it.
func wants(to State) func(Facts) bool {
	return func(f Facts) bool { return rank(f.Goal) >= rank(to) }
}

func (f Facts) acceptanceStale() bool { return f.Acceptance == nil || !f.Acceptance.Current }

func (f Facts) windowMissed() bool { return f.Window == nil || !f.Now.Before(f.Window.To) }

func (f Facts) windowOver() bool { return f.windowMissed() && f.open(Published) }

func (f Facts) windowAhead() bool { return f.Window != nil && f.Now.Before(f.Window.From) }

func (f Facts) windowNow() bool {
	return f.Window != nil && !f.Now.Before(f.Window.From) && f.Now.Before(f.Window.To)
}

// open reports whether a measure keeps a gate shut.
func (f Facts) open(gate State) bool {
	return slices.ContainsFunc(f.Measures, func(m Measure) bool { return m.Gate == gate && !m.Closed() })
}

// Closed reports whether nothing of the measure is open.
func (m Measure) Closed() bool { return len(m.Waiting)+len(m.Rejected)+len(m.After) == 0 }
