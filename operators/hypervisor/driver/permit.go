package driver

import "context"

type permitKey struct{}

// WithPermit has a driver ask permit right before each step that changes
// something: however long it was held up on the way, it acts for nobody who may
// not act any more.
func WithPermit(ctx context.Context, permit func() error) context.Context {
	return context.WithValue(ctx, permitKey{}, permit)
}

// Permitted is why the act of ctx must not go on; nil when it may.
func Permitted(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if permit, ok := ctx.Value(permitKey{}).(func() error); ok {
		return permit()
	}
	return nil
}
