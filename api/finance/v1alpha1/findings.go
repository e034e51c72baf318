package v1alpha1

// Reasons of findings: what did not fit in the ledger, with what became of it. A
// finding is kept in the ledger for ever, counted by ikp_ledger_findings, and told
// as an event of the machine or host that it concerns.
const (
	// ReasonInvalidRecord surfaces when a record of usage has an unknown state or a
	// negative quantity. It is kept and not counted.
	ReasonInvalidRecord = "InvalidRecord"
	// ReasonUnknownMachine surfaces when a host reports usage of a machine without a
	// reservation. It is counted if the machine is reserved later.
	ReasonUnknownMachine = "UnknownMachine"
	// ReasonWrongHost surfaces when a host reports a machine that another host
	// reports too. It is kept and not counted.
	ReasonWrongHost = "WrongHost"
	// ReasonClockAhead surfaces when a record is from the future: it counts from
	// its arrival.
	ReasonClockAhead = "ClockAhead"
	// ReasonClockBehind surfaces when a record is from before its machine's last
	// change: it counts from there.
	ReasonClockBehind = "ClockBehind"
	// ReasonClockSkew surfaces when a host's clock and the ledger's differ by more
	// than half a minute.
	ReasonClockSkew = "ClockSkew"
	// ReasonLateForClosedMonth surfaces when a record is from a month whose
	// statement is final: it counts from the month's end.
	ReasonLateForClosedMonth = "LateForClosedMonth"
	// ReasonBeyondReservation surfaces when a machine holds more than it reserved.
	ReasonBeyondReservation = "BeyondReservation"
	// ReasonReleasedMachine surfaces when a machine lives although its reservation
	// was given back.
	ReasonReleasedMachine = "ReleasedMachine"
	// ReasonConflictingRepeat surfaces when a host sends one number for two
	// different records: the first one counts.
	ReasonConflictingRepeat = "ConflictingRepeat"
	// ReasonLedgerBehind surfaces when the ledger lacks records that it had
	// acknowledged: it was restored from an older backup, and the host sends them
	// again.
	ReasonLedgerBehind = "LedgerBehind"
	// ReasonRecordsLost surfaces when the ledger lacks records that their host no
	// longer keeps.
	ReasonRecordsLost = "RecordsLost"
	// ReasonJournalBehind surfaces when the ledger holds records that the host's
	// journal does not know: the host was restored, and begins another journal.
	ReasonJournalBehind = "JournalBehind"
	// ReasonReservationRestored surfaces when a machine exists whose reservation
	// the ledger had lost: it is reserved again, whatever quota and budget say.
	ReasonReservationRestored = "ReservationRestored"
	// ReasonReservationReclaimed surfaces when a reservation belonged to a machine
	// that has neither an object nor a host: it is given back.
	ReasonReservationReclaimed = "ReservationReclaimed"
)
