package driver

import (
	"errors"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/types"
)

// ErrNotFound says that the hypervisor answered and holds no such machine.
var ErrNotFound = errors.New("the hypervisor holds no such machine")

// Rejected is a hypervisor's no: a repeat would not help before something changes.
type Rejected struct {
	// Reason is a condition reason of the compute API.
	Reason string
	// Message is for people: what, why, the way out.
	Message string
}

func (e *Rejected) Error() string { return e.Message }

// InProgress says that work goes on and should be looked at again.
type InProgress struct {
	// What is under way.
	What string
	// After is when to look again.
	After time.Duration
}

func (e *InProgress) Error() string { return e.What + " is under way" }

// Unreachable says that the hypervisor did not answer.
type Unreachable struct {
	// URI is where it should be.
	URI string
	Err error
}

func (e *Unreachable) Error() string {
	return fmt.Sprintf("hypervisor %q does not answer: %v", e.URI, e.Err)
}

func (e *Unreachable) Unwrap() error { return e.Err }

// Conflict says that the identity of a machine is claimed more than once, or by
// a domain that is not ours. Nobody touches either.
type Conflict struct {
	UID types.UID
	// Claims are the names of the domains that claim it.
	Claims []string
}

func (e *Conflict) Error() string {
	return fmt.Sprintf("machine %s is claimed by domains %q; neither is touched until an operator of the host removes one", e.UID, e.Claims)
}

// AsRejected finds a refusal in err.
func AsRejected(err error) (*Rejected, bool) {
	var r *Rejected
	return r, errors.As(err, &r)
}

// AsInProgress finds work under way in err.
func AsInProgress(err error) (*InProgress, bool) {
	var p *InProgress
	return p, errors.As(err, &p)
}

// AsConflict finds a conflict of identities in err.
func AsConflict(err error) (*Conflict, bool) {
	var c *Conflict
	return c, errors.As(err, &c)
}

// IgnoreNotFound is err, or nil when err says that there is no such machine.
func IgnoreNotFound(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}
