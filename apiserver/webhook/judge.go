package webhook

import (
	"context"

	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
	"github.com/govtech-kz/ikp/internal/domain/rules"
)

// book is the rules in force.
func (k checks) book(ctx context.Context) (regulation.Book, error) {
	return k.library.Book(ctx, calendar.Day(k.clock.Now()))
}

// judge takes over what the rules of a moment say of the facts behind a field.
func (k checks) judge(ctx context.Context, at regulation.Moment, f rules.Facts, field string, v *verdict) error {
	book, err := k.book(ctx)
	if err != nil {
		return err
	}
	v.judged(rules.Judge(at, f, book, k.clock.Now()), field)
	return nil
}
