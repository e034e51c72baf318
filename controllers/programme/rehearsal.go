package programme

import "time"

const (
	// between is the least time between two rehearsals: planning hundreds of
	// systems takes a second of a processor, and an import changes them one by one.
	between = 10 * time.Minute
	// runs of a rehearsal, and the seed that makes it repeatable.
	runs = 200
	seed = 1
)
