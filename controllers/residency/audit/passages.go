package audit

import (
	"context"
	"strings"

	"github.com/govtech-kz/ikp/controllers/ledger"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
	"github.com/govtech-kz/ikp/internal/facts"
)

// keepPassages puts declared flows and accesses on record while they are open, as
// their source would if it were a host. It reports whether anything changed.
func (r *reconciler) keepPassages(ctx context.Context, held []ledger.Held, declared []whereabouts.Lot, w whereabouts.World) (bool, error) {
	kept := map[string]whereabouts.Lot{}
	for _, h := range held {
		if strings.HasPrefix(h.Source, facts.SourceFlow) || strings.HasPrefix(h.Source, facts.SourceSupport) {
			kept[h.Source] = h.Lot
		}
	}
	changed := false
	for _, lot := range declared {
		have, known := kept[lot.Source]
		delete(kept, lot.Source)
		open := w.Passages[lot.Source].Open(w.Now)
		if known == open && (!known || have == lot) {
			continue
		}
		i := ledger.Inventory{Source: lot.Source, Site: lot.Site}
		if open {
			i.Lots = []ledger.Lot{{Kind: lot.Kind, Resource: lot.Resource, System: lot.System, MovedBy: w.Passages[lot.Source].By}}
		}
		if _, err := r.ledger.TakeInventory(ctx, i); err != nil {
			return false, err
		}
		changed = true
	}
	for source := range kept { // no longer declared
		if _, err := r.ledger.TakeInventory(ctx, ledger.Inventory{Source: source}); err != nil {
			return false, err
		}
		changed = true
	}
	return changed, nil
}
