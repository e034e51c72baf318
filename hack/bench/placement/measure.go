package placement

import (
	"context"
	"errors"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/metadata"

	"github.com/govtech-kz/ikp/hack/bench/placement/trace"
)

// binder is what binds a wave: a program or the bare client.
type binder struct {
	name string
	// kind is what it binds, and unbound the selector of what is not.
	kind  schema.GroupVersionResource
	bound string
	// create makes one object to bind.
	create func(ctx context.Context, label string, m trace.Machine, i int) error
	// start lets it bind everything that waits, until stop is called.
	start func(ctx context.Context, label string) (stop func() error, err error)
}

// measure prepares a wave, lets a binder loose on it and returns its rate per
// second between the first and the last binding.
func (s *stage) measure(ctx context.Context, b binder, wave int) (rate float64, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	label := fmt.Sprintf("%s-%d", b.name, wave)
	err = each(ctx, waveSize, func(ctx context.Context, i int) error { return b.create(ctx, label, s.arrival(wave, i), i) })
	if err != nil {
		return 0, err
	}
	api, err := metadata.NewForConfig(s.cp.Config)
	if err != nil {
		return 0, fmt.Errorf("making a client that counts: %w", err)
	}
	bound, err := api.Resource(b.kind).Namespace(namespace).Watch(ctx, metav1.ListOptions{
		LabelSelector: waveLabel + "=" + label, FieldSelector: b.bound,
	})
	if err != nil {
		return 0, fmt.Errorf("watching what is bound: %w", err)
	}
	defer bound.Stop()
	stop, err := b.start(ctx, label)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	took, err := count(ctx, bound.ResultChan())
	if err != nil {
		return 0, err
	}
	return (waveSize - 1) / took.Seconds(), nil
}

// count is how long it took from the first binding of a wave to the last.
func count(ctx context.Context, bound <-chan watch.Event) (time.Duration, error) {
	var first time.Time
	for n := 0; n < waveSize; {
		select {
		case e, open := <-bound:
			if !open || e.Type == watch.Error {
				return 0, fmt.Errorf("the watch of what is bound broke off after %d of %d: %v", n, waveSize, e.Object)
			}
			if e.Type != watch.Added {
				continue
			}
			if n++; n == 1 {
				first = time.Now()
			}
		case <-ctx.Done():
			return 0, fmt.Errorf("%d of %d were bound: %w", n, waveSize, ctx.Err())
		}
	}
	return time.Since(first), nil
}
