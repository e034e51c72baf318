package ledger

import (
	"fmt"
	"time"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
)

// Kinds of findings, explained where the API declares them.
const (
	InvalidRecord        FindingKind = finance.ReasonInvalidRecord
	UnknownMachine       FindingKind = finance.ReasonUnknownMachine
	WrongHost            FindingKind = finance.ReasonWrongHost
	ClockAhead           FindingKind = finance.ReasonClockAhead
	ClockBehind          FindingKind = finance.ReasonClockBehind
	ClockSkew            FindingKind = finance.ReasonClockSkew
	LateForClosedMonth   FindingKind = finance.ReasonLateForClosedMonth
	BeyondReservation    FindingKind = finance.ReasonBeyondReservation
	ReleasedMachine      FindingKind = finance.ReasonReleasedMachine
	ConflictingRepeat    FindingKind = finance.ReasonConflictingRepeat
	LedgerBehind         FindingKind = finance.ReasonLedgerBehind
	RecordsLost          FindingKind = finance.ReasonRecordsLost
	ReservationRestored  FindingKind = finance.ReasonReservationRestored
	ReservationReclaimed FindingKind = finance.ReasonReservationReclaimed
)

// clockTolerance is how far a host's clock may be off before a person hears of it.
const clockTolerance = 5 * time.Second

// note is a finding before it is kept.
type note struct {
	kind   FindingKind
	detail string
}

// step is what a transition does to the intervals of its machine.
type step struct {
	notes []note
	// at is the moment that counts.
	at int64
	// end ends the open interval at that moment; begin begins one.
	end, begin bool
	ordinal    int64
	owner      Owner
}

func (s *step) note(kind FindingKind, format string, details ...any) {
	s.notes = append(s.notes, note{kind, fmt.Sprintf(format, details...)})
}

// follow decides what a host's record does. The moment that counts is never
// before the machine's last change, so intervals never overlap.
func (t track) follow(host string, r Transition, received time.Time) step {
	var s step
	if !t.accepts(&s, host, r) {
		return s
	}
	s.at = t.clamp(&s, r.At.Unix(), received.Unix())
	if t.last.open() && r.State == t.last.state && r.Vector == t.last.vector {
		return s
	}
	s.end = t.last.open()
	s.begin = r.State != Gone
	s.ordinal = t.last.ordinal + 1
	s.owner = t.reservation.Owner
	if s.begin {
		t.doubt(&s, r)
	}
	return s
}

func (t track) accepts(s *step, host string, r Transition) bool {
	switch {
	case r.State != Running && r.State != Stopped && r.State != Gone:
		s.note(InvalidRecord, "state %q", r.State)
	case r.Vector.Valid() != nil:
		s.note(InvalidRecord, "%v", r.Vector.Valid())
	case t.reservation.Machine == "":
		s.note(UnknownMachine, "%s since %s", r.State, moment(r.At.Unix()))
	case t.last.open() && t.last.host != host:
		s.note(WrongHost, "%s since %s, but host %s reports it", r.State, moment(r.At.Unix()), t.last.host)
	default:
		return true
	}
	return false
}

func (t track) clamp(s *step, at, received int64) int64 {
	const tolerance = int64(clockTolerance / time.Second)
	if at > received+tolerance {
		s.note(ClockAhead, "says %s, arrived %s", moment(at), moment(received))
	}
	at = min(at, received) // nothing has happened yet that is to come
	if floor := max(t.reservation.ReservedAt.Unix(), t.last.boundary()); at < floor {
		if at < floor-tolerance {
			s.note(ClockBehind, "says %s, nothing can change before %s", moment(at), moment(floor))
		}
		at = floor
	}
	if at < t.closedUntil {
		s.note(LateForClosedMonth, "says %s, the month was closed", moment(at))
		at = t.closedUntil
	}
	return at
}

func (t track) doubt(s *step, r Transition) {
	reserved := t.reservation.Vector
	if v := r.Vector; v.VCPU > reserved.VCPU || v.MemoryMiB > reserved.MemoryMiB || v.DiskGiB > reserved.DiskGiB {
		s.note(BeyondReservation, "holds %+v, reserved %+v", v, reserved)
	}
	if t.released {
		s.note(ReleasedMachine, "%s since %s", r.State, moment(s.at))
	}
}
