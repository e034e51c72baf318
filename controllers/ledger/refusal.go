package ledger

import (
	"errors"
	"fmt"
)

// Refusal is a reservation that a rule forbids. Any other error of the ledger
// means that it could not be asked.
type Refusal struct {
	// Reason is QuotaExceeded, NoQuota, NoBudget, BudgetExceeded or NoTariff, as
	// in the API's conditions.
	Reason string
	// Message says what is missing and the way out.
	Message string
	// Rule that forbids it: C-1.3.
	Rule string
}

// Error is the message.
func (r *Refusal) Error() string { return r.Message }

// Conflict says that a tariff cannot be published: the ledger's copy prevails.
type Conflict struct{ Message string }

// Error is the message.
func (c *Conflict) Error() string { return c.Message }

// InUse says that a quota cannot be dropped because machines are reserved under it.
type InUse struct{ Used Amount }

// Error tells how many machines are reserved.
func (e *InUse) Error() string {
	return fmt.Sprintf("%d machines are reserved under this quota", e.Used.Machines)
}

var (
	// ErrReleased says that a machine's reservation was released: it is reserved
	// again only by a request that says Anew.
	ErrReleased = errors.New("the machine's reservation was released")
	// ErrNotFound says that the ledger has no such quota or budget.
	ErrNotFound = errors.New("not in the ledger")
)
