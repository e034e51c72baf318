package ledger

import (
	"time"

	"github.com/govtech-kz/ikp/internal/domain/money"
	"github.com/govtech-kz/ikp/internal/domain/quantity"
)

// Vector is what a machine holds: vCPU, MiB of memory, GiB of disk.
type Vector = quantity.Vector

// Owner is whom a machine belongs to. For a quota of an agency System and
// Environment are empty; for a quota of a system Environment is.
type Owner struct{ Agency, System, Environment string }

// Request asks to reserve a vector for a machine.
type Request struct {
	// Machine is the UID of the VirtualMachine.
	Machine string
	// Name is its namespace/name, for people.
	Name string
	// Owner pays and is counted against.
	Owner Owner
	// By is who asked for the machine: he put its bytes where they will lie.
	By string
	// Vector is what the machine holds, running or not.
	Vector Vector
	// At is the moment of asking; it chooses the fiscal year and the tariff.
	At time.Time
	// Since is when the machine was created, before which it used nothing. Zero: At.
	Since time.Time
	// Anew reserves again what was released: the asker has seen that the machine
	// lives. Without it such a machine is ErrReleased.
	Anew bool
}

// Reservation is what the ledger holds for a machine.
type Reservation struct {
	Machine string
	Name    string
	Owner   Owner
	Vector  Vector
	// Version is the hash of Vector.
	Version string
	// ReservedAt is since when the machine can have used anything.
	ReservedAt time.Time
}

// Amount is a vector and a number of machines.
type Amount struct {
	Vector
	Machines int64
}

// Quota is an allotment (C-1.3).
type Quota struct {
	// Name of the Quota object, for people.
	Name  string
	Owner Owner
	Hard  Amount
}

// QuotaUse is an allotment and what is reserved of it.
type QuotaUse struct {
	Hard, Used Amount
}

// Budget is an agency's money for one fiscal year (C-1.3).
type Budget struct {
	// Name of the Budget object, for people.
	Name   string
	Agency string
	Year   int
	Limit  money.Tiyn
}

// BudgetUse is what became of a budget: Spent by usage so far, Committed until
// the year's end by what is reserved, Available the rest (negative after a cut).
type BudgetUse struct {
	Limit, Spent, Committed, Available money.Tiyn
}

// Tariff is a published price list (C-3.8).
type Tariff struct {
	// Name of the Tariff object.
	Name string
	// ValidFrom is its first day in Asia/Almaty: 2026-01-31.
	ValidFrom string
	// Act that sets the prices, for people.
	Act string
	// Prices in tenge by meter (vcpu-hour, memory-gib-hour, disk-gib-hour).
	Prices map[string]string
}

// State is what a machine is metered as.
type State string

// States of a machine. Running meters vCPU, memory and disk; Stopped disk alone;
// Gone ends metering.
const (
	Running State = "Running"
	Stopped State = "Stopped"
	Gone    State = "Gone"
)

// Transition says that a machine is in a state from a moment on.
type Transition struct {
	// Sequence numbers the records of a host's journal from 1 on.
	Sequence int64
	// Machine is the UID of the VirtualMachine.
	Machine string
	State   State
	Vector  Vector
	// At is the moment by the host's clock.
	At time.Time
}

// Batch is part of a host's journal.
type Batch struct {
	Host, Journal string
	Records       []Transition
	// Oldest is the number of the oldest record that the journal still keeps: older
	// ones cannot be sent again. 0: it keeps them all.
	Oldest int64
	// Acknowledged is up to where the host was told that everything is stored.
	Acknowledged int64
	// SentAt is the host's clock as the batch was sent; zero: unknown.
	SentAt time.Time
}

// Line is what one system used of one meter under one tariff.
type Line struct {
	System string
	Meter  string
	Tariff string
	// Seconds of the meter's resource: vCPU·s, MiB·s, GiB·s; exact.
	Seconds int64
	// Quantity in units of the meter, rounded to six places for people.
	Quantity string
	// UnitPrice in tenge, exact.
	UnitPrice string
	// Amount is rounded once, half away from zero.
	Amount money.Tiyn
}

// Statement is what an agency's systems used in a month.
type Statement struct {
	Agency string
	// Month in Asia/Almaty: 2026-11.
	Month string
	// Provisional says that the amounts can still change.
	Provisional bool
	// AsOf is the moment up to which usage was counted.
	AsOf time.Time
	// Lines are sorted by system, meter and tariff's first day.
	Lines []Line
	// Total is the sum of the lines' amounts.
	Total money.Tiyn
}

// Finding is something in the reported usage that does not fit and that a person
// should look at. The record itself is kept.
type Finding struct {
	Kind     FindingKind
	Host     string
	Journal  string
	Sequence int64
	Machine  string
	Detail   string
	At       time.Time
}

// FindingKind is a class of findings.
type FindingKind string
