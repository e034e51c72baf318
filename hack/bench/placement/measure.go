package placement

import (
	"context"
	"errors"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/tools/cache"
)

// binder is what binds waves: a program or the bare client.
type binder struct {
	name string
	// kind is what it binds, bound the field selector of what is.
	kind  schema.GroupVersionResource
	bound string
	// prepare brings about a wave that waits for one step.
	prepare func(ctx context.Context, label string, wave int) (turn, error)
}

// turn is one wave of one binder.
type turn struct {
	// release is the step that lets everything be bound.
	release func(ctx context.Context) error
	// end stops what prepare and release have started.
	end func() error
}

// result is how a wave was bound.
type result struct {
	// rate is the bindings per second between the first and the last one.
	rate float64
	// cost is the processor time per binding in all processes together, in ms.
	cost float64
}

// measure lets a binder loose on a wave.
func (s *stage) measure(ctx context.Context, b binder, wave int) (r result, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	label := fmt.Sprintf("%s-%d", b.name, wave)
	t, err := b.prepare(ctx, label, wave)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, t.end()) }()
	bound, err := s.countBound(ctx, b, label)
	if err != nil {
		return r, err
	}
	before, err := spent()
	if err != nil {
		return r, err
	}
	if err := t.release(ctx); err != nil {
		return r, err
	}
	if r.rate, err = await(ctx, bound); err != nil {
		return r, err
	}
	after, err := spent()
	r.cost = float64(after-before) / float64(time.Millisecond) / waveSize
	return r, err
}

// countBound brings a word for each object of a wave that is bound from now on.
func (s *stage) countBound(ctx context.Context, b binder, label string) (<-chan struct{}, error) {
	api, err := metadata.NewForConfig(s.cp.Config)
	if err != nil {
		return nil, fmt.Errorf("making a client that counts: %w", err)
	}
	informer := metadatainformer.NewFilteredMetadataInformer(api, b.kind, metav1.NamespaceAll, 0, cache.Indexers{}, func(o *metav1.ListOptions) {
		o.LabelSelector, o.FieldSelector = waveLabel+"="+label, b.bound
	}).Informer()
	bound := make(chan struct{}, waveSize)
	_, err = informer.AddEventHandler(cache.ResourceEventHandlerFuncs{AddFunc: func(any) { bound <- struct{}{} }})
	if err != nil {
		return nil, fmt.Errorf("counting what is bound: %w", err)
	}
	go informer.RunWithContext(ctx)
	if !cache.WaitForCacheSync(ctx.Done(), informer.HasSynced) {
		return nil, fmt.Errorf("counting what is bound: %w", ctx.Err())
	}
	return bound, nil
}

// await is the rate per second between the first binding of a wave and the last.
func await(ctx context.Context, bound <-chan struct{}) (float64, error) {
	var first time.Time
	for n := range waveSize {
		select {
		case <-bound:
			if n == 0 {
				first = time.Now()
			}
		case <-ctx.Done():
			return 0, fmt.Errorf("%d of %d were bound: %w", n, waveSize, ctx.Err())
		}
	}
	return (waveSize - 1) / time.Since(first).Seconds(), nil
}
