package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// lack is a resource of which an account has too little left.
type lack struct {
	account account
	// unit of what is needed, units of what is left.
	unit, units string
	// needed beyond what is held, left of hard.
	needed, left, hard int64
}

// lacks are in the order of the path, then of the resources.
type lacks []lack

func shortages(path []account, delta Amount) lacks {
	var out lacks
	for _, a := range path {
		if a.quota == "" {
			continue
		}
		for _, l := range []lack{
			{a, "vCPU", "vCPU", delta.VCPU, a.hard.VCPU - a.used.VCPU, a.hard.VCPU},
			{a, "MiB of memory", "MiB of memory", delta.MemoryMiB, a.hard.MemoryMiB - a.used.MemoryMiB, a.hard.MemoryMiB},
			{a, "GiB of disk", "GiB of disk", delta.DiskGiB, a.hard.DiskGiB - a.used.DiskGiB, a.hard.DiskGiB},
			{a, "machine", "machines", delta.Machines, a.hard.Machines - a.used.Machines, a.hard.Machines},
		} {
			if l.needed > 0 && l.needed > l.left {
				out = append(out, l)
			}
		}
	}
	return out
}

// needs is "8 vCPU and 16384 MiB of memory".
func (all lacks) needs() string {
	return all.each(func(l lack) string { return fmt.Sprintf("%d %s", l.needed, l.unit) })
}

// left is "agency minfin has 3 of 40 left": resources are named when there are
// several, each account once.
func (all lacks) left() string {
	several := len(distinct(all, func(l lack) string { return l.unit })) > 1
	return all.each(func(of lack) string {
		parts := distinct(all, func(l lack) string {
			switch {
			case l.account.id() != of.account.id():
				return ""
			case several:
				return fmt.Sprintf("%d of %d %s", l.left, l.hard, l.units)
			}
			return fmt.Sprintf("%d of %d", l.left, l.hard)
		})
		return fmt.Sprintf("%s %s has %s left", of.account.kind, of.account.name, enumerate(parts))
	})
}

// quotas is "minfin and minfin-egov".
func (all lacks) quotas() string {
	return all.each(func(l lack) string { return l.account.quota })
}

// each enumerates what of says, every text once: "a, b and c".
func (all lacks) each(of func(lack) string) string { return enumerate(distinct(all, of)) }

// distinct is what of says, every text once and nothing empty.
func distinct(all lacks, of func(lack) string) []string {
	var texts []string
	for _, l := range all {
		if text := of(l); text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

func enumerate(texts []string) string {
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:last], ", ") + " and " + texts[last]
}
