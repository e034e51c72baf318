package hosted

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/watch"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// patience is more than any machine needs here.
const patience = time.Minute

func TestFollowPassesOnWhatTheAPIServerSays(t *testing.T) {
	source := watch.NewFake()
	follower := Machines(nil, Owners{}, nil).follow(source)
	initial := map[string]string{metav1.InitialEventsAnnotationKey: "true"}
	expired := apierrors.NewResourceExpired("too old resource version: 1 (2)").Status()
	for _, sent := range []struct{ event, want watch.Event }{
		{watch.Event{Type: watch.Modified, Object: &compute.VirtualMachine{ObjectMeta: metav1.ObjectMeta{Name: "web-1", ResourceVersion: "7"}}},
			watch.Event{Type: watch.Modified, Object: &subresources.HostedMachine{ObjectMeta: metav1.ObjectMeta{Name: "web-1", ResourceVersion: "7"}}}},
		{watch.Event{Type: watch.Bookmark, Object: &compute.VirtualMachine{ObjectMeta: metav1.ObjectMeta{ResourceVersion: "9", Annotations: initial}}},
			watch.Event{Type: watch.Bookmark, Object: &subresources.HostedMachine{ObjectMeta: metav1.ObjectMeta{ResourceVersion: "9", Annotations: initial}}}},
		{watch.Event{Type: watch.Error, Object: &expired}, watch.Event{Type: watch.Error, Object: &expired}},
	} {
		go source.Action(sent.event.Type, sent.event.Object)
		if diff := cmp.Diff(sent.want, receive(t, follower)); diff != "" {
			t.Errorf("event (-want +got):\n%s", diff)
		}
	}
	if expired.Code != http.StatusGone {
		t.Errorf("an old version is answered with %d, want 410, upon which informers list anew", expired.Code)
	}
}

func TestFollowEnds(t *testing.T) {
	for name, end := range map[string]func(source *watch.FakeWatcher, follower watch.Interface, stop chan struct{}){
		"with its source":  func(source *watch.FakeWatcher, _ watch.Interface, _ chan struct{}) { source.Stop() },
		"with its reader":  func(_ *watch.FakeWatcher, follower watch.Interface, _ chan struct{}) { follower.Stop() },
		"with the process": func(_ *watch.FakeWatcher, _ watch.Interface, stop chan struct{}) { close(stop) },
	} {
		t.Run(name, func(t *testing.T) {
			source, stop := watch.NewFake(), make(chan struct{})
			follower := Hosts(nil, stop).follow(source)
			end(source, follower, stop)
			select {
			case e, open := <-follower.ResultChan():
				if open {
					t.Errorf("got %v, want the end", e)
				}
			case <-time.After(patience):
				t.Error("it goes on")
			}
		})
	}
}

func receive(t *testing.T, w watch.Interface) watch.Event {
	t.Helper()
	select {
	case e := <-w.ResultChan():
		return e
	case <-time.After(patience):
		t.Fatal("no event came")
		return watch.Event{}
	}
}
