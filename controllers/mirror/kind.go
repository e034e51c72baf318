package mirror

import (
	"context"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/internal/kit"
)

// Kind is what mirroring must know of a kind of objects: K says what an object is
// for, R is its record in the ledger.
type Kind[K, R comparable, O client.Object] interface {
	// List lists the objects in an agency's namespace.
	List(ctx context.Context, namespace string) ([]O, error)
	// Key says what an object is for.
	Key(agency string, o O) K
	// Wanted is the record that the ledger should hold.
	Wanted(agency string, o O) (R, error)
	// Held are the records that it holds of an agency.
	Held(ctx context.Context, agency string) (map[K]R, error)
	// Set makes it hold a record.
	Set(ctx context.Context, r R) error
	// Drop makes it forget one.
	Drop(ctx context.Context, agency string, k K) error
	// Report says what became of an object, as the ledger has it.
	Report(ctx context.Context, agency string, o O) (kit.Report, error)
	// Figures are the figures that an object shows already.
	Figures(o O) map[string]any
	// Conditions are those that it shows already.
	Conditions(o O) []metav1.Condition
	// Duplicate says that another object, the holder, is for the same thing.
	Duplicate(holder string) string
	// Gone ends what is shown elsewhere of an agency that was deleted.
	Gone(agency string)
}
