package schedule

// table is what is left of everything while a plan is being built.
type table struct {
	*model
	free  []int32   // of each resource on each day, resource by resource
	room  [][]int64 // of each store at the end of each segment
	money []int64   // account by year

	admitting bool // a pass finds out which systems have a place at all
}

func newTable(m *model) *table {
	t := &table{model: m, free: make([]int32, len(m.Resources)*m.Horizon), room: make([][]int64, len(m.shelves))}
	for i := range t.room {
		t.room[i] = make([]int64, len(m.shelves[i].total))
	}
	t.money = make([]int64, len(m.money))
	return t
}

// clear empties the table.
func (t *table) clear() {
	for r, res := range t.Resources {
		days := t.free[r*t.Horizon : (r+1)*t.Horizon]
		for d := range days {
			days[d] = int32(res.Capacity)
		}
	}
	for i := range t.room {
		copy(t.room[i], t.shelves[i].total)
	}
	copy(t.money, t.model.money)
}

// book takes (sign 1) or gives back (sign -1) what a task uses when it starts at
// a place of its opening.
func (t *table) book(k *task, at, sign int32) {
	open := t.openings[k.opening].open[at : at+k.days]
	for _, u := range k.uses {
		days := t.free[int(u.resource)*t.Horizon:]
		for _, d := range open[:len(open)-1] {
			days[d] -= sign * u.each
		}
		days[open[len(open)-1]] -= sign * u.last
	}
	for _, p := range k.keeps {
		room := t.room[p.store]
		for s := t.shelves[p.store].segment(open[0]); s < len(room); s++ {
			room[s] -= int64(sign) * p.amount
		}
	}
	if k.account != none {
		t.money[t.purse(k, open[0])] -= int64(sign) * k.tiyn
	}
}

func (t *table) purse(k *task, day int32) int {
	return int(k.account)*len(t.turn) + int(t.years[day])
}

// fits reports whether everything that a task uses on its n-th day is there on a day.
func (t *table) fits(k *task, n int32, day int32) bool {
	for _, u := range k.uses {
		need := u.each
		if n == k.days-1 {
			need = u.last
		}
		if t.free[int(u.resource)*t.Horizon+int(day)] < need {
			return false
		}
	}
	return true
}

// affordable is the first day from day on whose year has the money left.
func (t *table) affordable(k *task, day int32) (int32, bool) {
	if k.account == none {
		return day, true
	}
	for t.money[t.purse(k, day)] < k.tiyn {
		next := int(t.years[day]) + 1
		if next == len(t.turn) {
			return day, false
		}
		day = t.turn[next]
	}
	return day, true
}

// roomy is the first day from day on from which the store has room for good.
func (t *table) roomy(p keep, day int32) (int32, bool) {
	room := t.room[p.store]
	first := len(room)
	for first > 0 && room[first-1] >= p.amount {
		first--
	}
	if first == len(room) {
		return day, false
	}
	return max(day, t.shelves[p.store].starts[first]), true
}
