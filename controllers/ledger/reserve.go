package ledger

import (
	"context"
	"fmt"
)

// Reserve reserves r.Vector for r.Machine, or returns a *Refusal and changes
// nothing. A repeat with the same vector changes nothing and is never refused.
// A machine whose reservation was released is ErrReleased, unless r asks Anew.
func (l *Ledger) Reserve(ctx context.Context, r Request) (Reservation, error) {
	var out Reservation
	err := r.valid()
	if err == nil {
		err = l.change(ctx, func(ctx context.Context, b book) (err error) {
			out, err = reserve(ctx, b, r)
			return err
		})
	}
	if err != nil {
		return Reservation{}, fmt.Errorf("reserving for machine %q: %w", r.Name, err)
	}
	return out, nil
}

// Look is the error that Reserve would return now; it changes nothing. Machine
// may be empty: a machine that does not exist yet. It answers within a quarter of
// the deadline: admission waits for it.
func (l *Ledger) Look(ctx context.Context, r Request) error {
	err := r.valid()
	if err == nil {
		err = l.lookWithin(ctx, l.deadline/admissionShare, func(ctx context.Context, b book) error {
			c, err := newClaim(ctx, b, r, "")
			if err != nil || c.settled {
				return err
			}
			return c.refusal(ctx, b)
		})
	}
	if err != nil {
		return fmt.Errorf("asking for machine %q: %w", r.Name, err)
	}
	return nil
}

func (r Request) valid() error {
	if o := r.Owner; o.Agency == "" || o.System == "" || o.Environment == "" {
		return fmt.Errorf("agency %q, system %q, environment %q: none may be empty", o.Agency, o.System, o.Environment)
	}
	return r.Vector.Valid()
}

func reserve(ctx context.Context, b book, r Request) (Reservation, error) {
	c, err := newClaim(ctx, b, r, b.lock)
	if err != nil || c.settled {
		return c.held, err
	}
	path := r.Owner.path()
	fitted, err := raisePath(ctx, b, path, c.delta)
	if err != nil {
		return Reservation{}, err
	}
	if !fitted || path[0].quota == "" && c.delta.grows() {
		return Reservation{}, c.explain(ctx, b)
	}
	if err := c.commit(ctx, b, path[0].used.Vector); err != nil {
		return Reservation{}, err
	}
	return c.write(ctx, b)
}

// explain is the refusal of a claim that did not fit. If it would fit by now,
// another transaction gave something back.
func (c claim) explain(ctx context.Context, b book) error {
	if err := c.refusal(ctx, b); err != nil {
		return err
	}
	return errAgain
}
