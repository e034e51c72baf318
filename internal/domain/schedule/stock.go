package schedule

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// readStores splits each store's time at its growths.
func (m *model) readStores() error {
	for _, s := range m.Stores {
		sh := shelf{starts: []int32{0}, total: []int64{0}}
		grows := slices.Clone(s.Grows)
		slices.SortStableFunc(grows, func(a, b Growth) int { return cmp.Compare(a.On, b.On) })
		for _, g := range grows {
			day, err := m.day(g.On)
			if err != nil || g.Amount < 0 {
				return fmt.Errorf("store %q: growth of %d on %q is none", s.Name, g.Amount, g.On)
			}
			sh.grow(int32(max(0, day)), g.Amount)
		}
		m.shelves = append(m.shelves, sh)
	}
	return nil
}

func (s *shelf) grow(day int32, amount int64) {
	last := len(s.starts) - 1
	if s.starts[last] < day {
		s.starts = append(s.starts, day)
		s.total = append(s.total, s.total[last])
		last++
	}
	s.total[last] += amount
}

// segment is the part of a shelf's time in which a day lies.
func (s *shelf) segment(day int32) int {
	at := len(s.starts) - 1
	for at > 0 && s.starts[at] > day {
		at--
	}
	return at
}

// readBudgets spreads the budgets over the accounts and the years of the programme.
func (m *model) readBudgets() error {
	m.years = make([]int32, m.Horizon)
	m.first = m.year(0)
	for day := range m.years {
		m.years[day] = int32(m.year(day) - m.first)
		if day == 0 || m.years[day] != m.years[day-1] {
			m.turn = append(m.turn, int32(day))
		}
	}
	accounts := m.accounts()
	m.money = make([]int64, len(accounts)*len(m.turn))
	for _, b := range m.Budgets {
		if b.Tiyn < 0 {
			return fmt.Errorf("budget of %q for %d is negative", b.Account, b.Year)
		}
		if y := b.Year - m.first; y >= 0 && y < len(m.turn) {
			m.money[accounts[b.Account]*len(m.turn)+y] += b.Tiyn
		}
	}
	return nil
}

// accounts numbers the accounts in the order in which budgets name them.
func (m *model) accounts() map[string]int {
	accounts := map[string]int{}
	for _, b := range m.Budgets {
		if _, known := accounts[b.Account]; !known {
			accounts[b.Account] = len(accounts)
		}
	}
	return accounts
}

func (m *model) year(day int) int {
	return time.Unix(int64(m.origin+day)*secondsPerDay, 0).UTC().Year()
}
