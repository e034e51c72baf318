package walls

import (
	"context"
	"errors"
	"sync"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// listing is a reader that knows the pods it is told of.
type listing struct {
	client.Reader
	mu   sync.Mutex
	pods []corev1.Pod
}

func (l *listing) set(pods ...corev1.Pod) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pods = pods
}

func (l *listing) List(_ context.Context, list client.ObjectList, _ ...client.ListOption) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if pods, ok := list.(*corev1.PodList); ok {
		pods.Items = l.pods
	}
	return nil
}

func TestRulesAreLoadedWhenTheyDiffer(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	reader, loads := &listing{}, make(chan string)
	e := enforcer{podRange: "10.244.0.0/16", reader: reader, load: func(_ context.Context, rules string) error {
		loads <- rules
		return nil
	}}
	changed, ended := make(chan struct{}, 1), make(chan error, 1)
	go func() { ended <- e.loop(ctx, changed, nil) }()
	first := <-loads
	changed <- struct{}{} // nothing differs, nothing is loaded: the loads below are of the new pod
	reader.set(corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "a"}, Status: corev1.PodStatus{PodIP: "10.244.0.2"}})
	changed <- struct{}{}
	if second := <-loads; second == first {
		t.Error("the rules do not know the new pod")
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestRulesThatCannotBeLoadedEndTheEnforcer(t *testing.T) {
	broken := errors.New("no packet filter")
	e := enforcer{reader: &listing{}, load: func(context.Context, string) error { return broken }}
	if err := e.loop(t.Context(), nil, nil); !errors.Is(err, broken) {
		t.Errorf("got %v: what runs on without rules looks well", err)
	}
}
