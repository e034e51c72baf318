package driver

import (
	"k8s.io/apimachinery/pkg/types"

	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// Holding is bytes that a host really has: a file in its store or one that a
// domain uses, whether or not anybody asked for it.
type Holding struct {
	Kind whereabouts.Kind
	// Resource is the file's path: within the store, or absolute outside it.
	Resource string
	// Machine is whose bytes they are, as their place says; empty: no machine's.
	Machine types.UID
	// Bytes that it takes on the disk.
	Bytes int64
}

// Cable is whether a machine's network interface is plugged in.
type Cable string

// Cables of a machine; a machine without an interface has none.
const (
	NoCable   Cable = ""
	Plugged   Cable = "Plugged"
	Unplugged Cable = "Unplugged"
)
