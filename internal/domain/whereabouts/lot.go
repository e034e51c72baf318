package whereabouts

// Lot is bytes of one kind at one place.
type Lot struct {
	// Source is who says so: host/h1, store/registry-1, flow/agency-minfin/x.
	Source string
	Kind   Kind
	// Resource is its name with the source: a path, a repository, a ticket.
	Resource string
	// Machine is the UID of the machine whose bytes they are; empty: no machine's.
	Machine string
	// System whose bytes they are; empty: nobody knows.
	System Name
	// Host where they lie, if it is one, and Site: the data centre, or where they go.
	Host, Site string
}

// Name is an information system of an agency.
type Name struct{ Agency, System string }

// Known reports whether it is known whose bytes they are.
func (n Name) Known() bool { return n.Agency != "" && n.System != "" }

// Shared reports whether the bytes are the platform's own, no system's.
func (l Lot) Shared() bool { return l.Kind.Shared() && !l.System.Known() }
