package placement

// census counts the machines of one anti-affinity group in each zone.
type census map[zone]int

// crowd reports whether one more machine in a zone would share a zone or a data
// centre that the group's scope forbids it to share. Hosts are not looked at.
func (c census) crowd(z zone, scope Scope) bool {
	switch scope {
	case PerZone:
		return c[z] > 0
	case PerDataCentre:
		for other := range c {
			if other.dataCentre == z.dataCentre {
				return true
			}
		}
	}
	return false
}
