package migration

import "github.com/govtech-kz/ikp/internal/domain/regulation"

// Position is where a migration stands.
type Position struct {
	State State
	// Resume is the state to which Paused and Deferred lead back.
	Resume State
}

// Decision is what follows from the facts.
type Decision struct {
	// To is the state to enter now; empty: it stays where it is.
	To State
	// Resume goes with To when that is Paused or Deferred.
	Resume State
	// Why says in words what leads there.
	Why string
	// Obstacles shut the next gate on the way to the goal.
	Obstacles []Obstacle
	// Warnings stand against it, too, but let it pass.
	Warnings []Obstacle
}

// Decide takes at most one step: the reconciler records it and asks again. An
// unknown state takes none.
func Decide(p Position, f Facts, book regulation.Book) Decision {
	switch p.State {
	case "":
		return Decision{To: Registered, Why: "it is known"}
	case Paused:
		return back(p, f.paused(), "it is no longer paused")
	case Deferred:
		return back(p, f.deferred(), "it is no longer put off")
	}
	var waits Decision
	for _, t := range table {
		if t.From != p.State || !t.open(f) {
			continue
		}
		obstacles, warnings := shut(t, f, book)
		if len(obstacles) == 0 {
			return Decision{To: t.To, Resume: resume(t, p), Why: t.When, Warnings: warnings}
		}
		waits.Obstacles, waits.Warnings = append(waits.Obstacles, obstacles...), append(waits.Warnings, warnings...)
	}
	return waits
}

// back leads from Paused and Deferred to where the migration came from.
func back(p Position, stays bool, why string) Decision {
	if stays {
		return Decision{}
	}
	to := p.Resume
	if rank(to) < 0 {
		to = Registered
	}
	return Decision{To: to, Why: why}
}

func resume(t Transition, p Position) State {
	if t.To == Paused || t.To == Deferred {
		return p.State
	}
	return ""
}
