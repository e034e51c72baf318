package hosted

import "k8s.io/apimachinery/pkg/watch"

// follow passes the events of a stored kind on as events of what is served. It
// ends with its source, when its reader stops, and with the process.
func (r *REST) follow(source watch.Interface) watch.Interface {
	events := make(chan watch.Event)
	follower := watch.NewProxyWatcher(events)
	go func() {
		defer close(events)
		defer source.Stop()
		for {
			event, ok := next(source.ResultChan(), follower.StopChan(), r.stopping)
			if !ok {
				return
			}
			// A bookmark has the stored kind too; a status, which an error carries, stays.
			event.Object = r.show(event.Object)
			select {
			case events <- event:
			case <-follower.StopChan():
				return
			case <-r.stopping:
				return
			}
		}
	}()
	return follower
}

func next(source <-chan watch.Event, stopped, stopping <-chan struct{}) (watch.Event, bool) {
	select {
	case event, ok := <-source:
		return event, ok
	case <-stopped:
	case <-stopping:
	}
	return watch.Event{}, false
}
