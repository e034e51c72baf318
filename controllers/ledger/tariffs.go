package ledger

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/govtech-kz/ikp/internal/domain/tariff"
)

const listTariffs = `SELECT name, valid_from, act, prices FROM tariffs ORDER BY valid_from`

func readTariffs(ctx context.Context, b book) ([]Tariff, error) {
	var out []Tariff
	err := b.each(ctx, listTariffs, nil, func(scan func(...any) error) error {
		var t Tariff
		var prices string
		if err := scan(&t.Name, &t.ValidFrom, &t.Act, &prices); err != nil {
			return err
		}
		out = append(out, t)
		return json.Unmarshal([]byte(prices), &out[len(out)-1].Prices)
	})
	if err != nil {
		return nil, fmt.Errorf("reading tariffs: %w", err)
	}
	return out, nil
}

// schedule is the published price lists.
func schedule(ctx context.Context, b book) (tariff.Schedule, error) {
	published, err := readTariffs(ctx, b)
	if err != nil {
		return tariff.Schedule{}, err
	}
	var lists []tariff.PriceList
	for _, t := range published {
		list, err := t.priceList()
		if err != nil {
			return tariff.Schedule{}, err
		}
		lists = append(lists, list)
	}
	return tariff.NewSchedule(lists...)
}

func (t Tariff) priceList() (tariff.PriceList, error) {
	return tariff.NewPriceList(t.Name, t.ValidFrom, t.Prices)
}

func (t Tariff) equal(o Tariff) bool {
	return t.Name == o.Name && t.ValidFrom == o.ValidFrom && t.Act == o.Act && maps.Equal(t.Prices, o.Prices)
}

// Tariffs lists the published tariffs by their first day.
func (l *Ledger) Tariffs(ctx context.Context) ([]Tariff, error) {
	var out []Tariff
	err := l.look(ctx, func(ctx context.Context, b book) (err error) {
		out, err = readTariffs(ctx, b)
		return err
	})
	return out, err
}

const insertTariff = `
INSERT INTO tariffs (name, valid_from, act, prices, published_at)
VALUES (@name, @from, @act, @prices, @at)`

// PublishTariff records a tariff forever, or returns *Conflict. A repeat changes
// nothing. A tariff cannot begin before usage that was already priced otherwise.
func (l *Ledger) PublishTariff(ctx context.Context, t Tariff, now time.Time) error {
	err := l.change(ctx, func(ctx context.Context, b book) error { return publish(ctx, b, t, now) })
	if err != nil {
		return fmt.Errorf("publishing tariff %q: %w", t.Name, err)
	}
	return nil
}

// LookTariff is the error that PublishTariff would return now; it changes nothing.
func (l *Ledger) LookTariff(ctx context.Context, t Tariff, now time.Time) error {
	err := l.look(ctx, func(ctx context.Context, b book) error {
		_, err := publishable(ctx, b, t, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("asking for tariff %q: %w", t.Name, err)
	}
	return nil
}

// publishable reports whether a tariff is published already, or returns *Conflict
// when it cannot be.
func publishable(ctx context.Context, b book, t Tariff, now time.Time) (already bool, err error) {
	list, err := t.priceList()
	if err != nil {
		return false, &Conflict{Message: err.Error()}
	}
	published, err := readTariffs(ctx, b)
	if err != nil {
		return false, err
	}
	for _, p := range published {
		if p.equal(t) {
			return true, nil
		}
		if err := p.against(t); err != nil {
			return false, err
		}
	}
	return false, notBeforeUsage(ctx, b, list.From, now)
}

func publish(ctx context.Context, b book, t Tariff, now time.Time) error {
	already, err := publishable(ctx, b, t, now)
	if err != nil || already {
		return err
	}
	prices, err := json.Marshal(t.Prices)
	if err != nil {
		return err
	}
	_, err = b.exec(ctx, insertTariff, args{
		"name": t.Name, "from": t.ValidFrom, "act": t.Act, "prices": string(prices), "at": now.Unix(),
	})
	return err
}

// against is the conflict of a published tariff with another.
func (t Tariff) against(other Tariff) error {
	switch {
	case t.Name == other.Name:
		return &Conflict{Message: fmt.Sprintf(
			"the ledger holds tariff %s with other prices, day or act, and a published tariff never changes; publish another under another name (%s)",
			t.Name, ruleTariff)}
	case t.ValidFrom == other.ValidFrom:
		return &Conflict{Message: fmt.Sprintf(
			"tariff %s begins on %s too; choose another day (%s)", t.Name, t.ValidFrom, ruleTariff)}
	}
	return nil
}

const usedSince = `SELECT machine FROM usage_intervals WHERE ended_at IS NULL OR ended_at > @from LIMIT 1`

func notBeforeUsage(ctx context.Context, b book, from, now time.Time) error {
	if from.After(now) {
		return nil
	}
	used, err := b.one(ctx, usedSince, args{"from": from.Unix()}, new(string))
	if err != nil || !used {
		return err
	}
	return &Conflict{Message: fmt.Sprintf(
		"usage since %s is priced by another tariff already; let the new one begin tomorrow or later (%s)",
		from.Format("2006-01-02"), ruleTariff)}
}
