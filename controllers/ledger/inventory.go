package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

// Inventory is everything that one source holds at a moment.
type Inventory struct {
	// Source is who says so: host/h1, store/registry-1.
	Source string
	// Host and Site where it all lies; Host is empty for a store.
	Host, Site string
	Lots       []Lot
}

// Lot is bytes of one kind in an inventory.
type Lot struct {
	Kind     whereabouts.Kind
	Resource string
	// Machine is the UID of the machine whose bytes they are. The ledger knows
	// whose system it was reserved for; that counts, not what the source says.
	Machine string
	// System whose bytes they are, as a source says that keeps no machines'.
	System whereabouts.Name
	Bytes  int64
	// MovedBy is who put them there, as such a source says.
	MovedBy string
}

// Taken is what an inventory changed.
type Taken struct{ Came, Went int }

// TakeInventory compares an inventory with the one before it: what is new there
// came at this moment, and what is missing went.
func (l *Ledger) TakeInventory(ctx context.Context, i Inventory) (Taken, error) {
	var taken Taken
	err := l.change(ctx, func(ctx context.Context, b book) (err error) {
		s := stocktaking{book: b, Inventory: i, at: l.clock.Now().UnixMicro()}
		taken, err = s.take(ctx)
		return err
	})
	if err != nil {
		return Taken{}, fmt.Errorf("taking the inventory of %q: %w", i.Source, err)
	}
	return taken, nil
}

// stocktaking is one inventory being compared.
type stocktaking struct {
	book
	Inventory
	at int64
}

const hearSource = `
INSERT INTO inventories (source, host, site, lots, heard_us) VALUES (@source, @host, @site, @lots, @at)
ON CONFLICT (source) DO UPDATE SET host = @host, site = @site, lots = @lots, heard_us = @at`

func (s stocktaking) take(ctx context.Context) (Taken, error) {
	// The row of the source keeps two inventories of it apart.
	_, err := s.exec(ctx, hearSource, args{
		"source": s.Source, "host": s.Host, "site": s.Site, "lots": len(s.Lots), "at": s.at,
	})
	if err != nil {
		return Taken{}, err
	}
	open, err := s.open(ctx)
	if err != nil {
		return Taken{}, err
	}
	var taken Taken
	for _, lot := range s.Lots {
		had, held := open[lot.key()]
		delete(open, lot.key())
		if held && had == s.shape(lot) {
			continue
		}
		if held {
			if err := s.end(ctx, lot.key()); err != nil {
				return Taken{}, err
			}
		}
		if err := s.begin(ctx, lot); err != nil {
			return Taken{}, err
		}
		taken.Came++
	}
	for key := range open {
		if err := s.end(ctx, key); err != nil {
			return Taken{}, err
		}
		taken.Went++
	}
	return taken, nil
}

// lotKey names a lot within its source.
type lotKey struct{ kind, resource string }

func (l Lot) key() lotKey { return lotKey{string(l.Kind), l.Resource} }

// shape is what makes a lot another one when it changes. How many bytes it has
// does not: disks grow all the time.
type shape struct{ machine, host, site, claimedAgency, claimedSystem string }

func (s stocktaking) shape(l Lot) shape {
	sh := shape{machine: l.Machine, host: s.Host, site: s.Site}
	if l.Machine == "" {
		sh.claimedAgency, sh.claimedSystem = l.System.Agency, l.System.System
	}
	return sh
}

const readOpenHoldings = `
SELECT kind, resource, machine, host, site, agency, system FROM holdings WHERE source = @source AND until_us IS NULL`

func (s stocktaking) open(ctx context.Context) (map[lotKey]shape, error) {
	open := map[lotKey]shape{}
	err := s.each(ctx, readOpenHoldings, args{"source": s.Source}, func(scan func(...any) error) error {
		var k lotKey
		var sh shape
		err := scan(&k.kind, &k.resource, &sh.machine, &sh.host, &sh.site, &sh.claimedAgency, &sh.claimedSystem)
		if sh.machine != "" {
			sh.claimedAgency, sh.claimedSystem = "", ""
		}
		open[k] = sh
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading what it held before: %w", err)
	}
	return open, nil
}

const endHolding = `
UPDATE holdings SET until_us = @at WHERE source = @source AND kind = @kind AND resource = @resource AND until_us IS NULL`

func (s stocktaking) end(ctx context.Context, k lotKey) error {
	_, err := s.exec(ctx, endHolding, args{"source": s.Source, "kind": k.kind, "resource": k.resource, "at": s.at})
	if err != nil {
		return fmt.Errorf("ending %s %q: %w", k.kind, k.resource, err)
	}
	return nil
}

const (
	insertHolding = `
INSERT INTO holdings (source, kind, resource, machine, agency, system, host, site, bytes, moved_by, since_us)
VALUES (@source, @kind, @resource, @machine, @agency, @system, @host, @site, @bytes, @by, @at)`
	readOwner = `SELECT agency, system, requested_by FROM reservations WHERE machine = @machine`
)

func (s stocktaking) begin(ctx context.Context, lot Lot) error {
	owner, by := lot.System, lot.MovedBy
	if lot.Machine != "" {
		owner, by = whereabouts.Name{}, ""
		if _, err := s.one(ctx, readOwner, args{"machine": lot.Machine}, &owner.Agency, &owner.System, &by); err != nil {
			return fmt.Errorf("asking whose machine %q is: %w", lot.Machine, err)
		}
	}
	_, err := s.exec(ctx, insertHolding, args{
		"source": s.Source, "kind": string(lot.Kind), "resource": lot.Resource, "machine": lot.Machine,
		"agency": owner.Agency, "system": owner.System, "host": s.Host, "site": s.Site,
		"bytes": lot.Bytes, "by": by, "at": s.at,
	})
	if err != nil {
		return fmt.Errorf("noting %s %q: %w", lot.Kind, lot.Resource, err)
	}
	return nil
}

// Source is who reports inventories.
type Source struct {
	Name, Site string
	// HeardAt is when it last did.
	HeardAt time.Time
}

const listSources = `SELECT source, site, heard_us FROM inventories ORDER BY source`

// Sources lists who has ever reported an inventory.
func (l *Ledger) Sources(ctx context.Context) ([]Source, error) {
	var out []Source
	err := l.look(ctx, func(ctx context.Context, b book) error {
		return b.each(ctx, listSources, nil, func(scan func(...any) error) error {
			var s Source
			err := scan(&s.Name, &s.Site, (*micros)(&s.HeardAt))
			out = append(out, s)
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("listing the sources of inventories: %w", err)
	}
	return out, nil
}
