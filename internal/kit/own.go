package kit

import (
	"maps"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// forget is when a write that no cache has shown is given up on: an informer that
// has to list again can leave versions out.
const forget = 5 * time.Second

// Own remembers the writes of a controller that its cache has not shown yet. A
// controller that decides from what it read must not decide from what it has
// itself changed since: it would write, and tell, the same again.
type Own struct {
	mu     sync.Mutex
	writes map[types.UID]write
}

// write is one that was made on an object as it was in a version.
type write struct {
	version string
	at      time.Time
}

// Behind reports whether an object is still as it was before this writer's last
// write. The next event of the object brings the news.
func (w StatusWriter) Behind(obj client.Object) bool {
	if w.Own == nil {
		return false
	}
	w.Own.mu.Lock()
	defer w.Own.mu.Unlock()
	last, wrote := w.Own.writes[obj.GetUID()]
	if wrote && last.version == obj.GetResourceVersion() && w.Clock.Now().Sub(last.at) < forget {
		return true
	}
	delete(w.Own.writes, obj.GetUID())
	return false
}

// wrote remembers a write that made a new version of an object.
func (w StatusWriter) wrote(obj client.Object, version string) {
	if w.Own == nil || version == obj.GetResourceVersion() {
		return
	}
	w.Own.mu.Lock()
	defer w.Own.mu.Unlock()
	if w.Own.writes == nil {
		w.Own.writes = map[types.UID]write{}
	}
	now := w.Clock.Now()
	// Objects that are gone are never asked about again.
	maps.DeleteFunc(w.Own.writes, func(_ types.UID, old write) bool { return now.Sub(old.at) >= forget })
	w.Own.writes[obj.GetUID()] = write{version: obj.GetResourceVersion(), at: now}
}
