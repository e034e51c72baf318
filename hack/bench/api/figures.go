package api

import (
	"time"

	"github.com/govtech-kz/ikp/hack/bench/report"
)

// untilReady is what was written of machines until each was ready.
func untilReady(writes []write, ready map[string]time.Time) []write {
	return only(writes, func(w write) bool {
		last, ours := ready[w.Object.Name]
		return ours && w.Object.Resource == "virtualmachines" && !w.At.After(last)
	})
}

func addWork(r *report.Report, all []write, ready map[string]time.Time) {
	requests := only(all, not(of(leases)))
	writes := only(requests, stored)
	own := untilReady(writes, ready)
	noted := only(writes, of(events))
	beside := only(writes, func(w write) bool { return w.Object.Resource != "virtualmachines" && w.Object.Resource != events })
	per := func(w []write) float64 { return float64(len(w)) / float64(len(ready)) }
	r.Add(report.Figure{
		Name: "writes", Value: per(own), Unit: "writes", Goal: report.AtMost(mostWrites),
		Against: "the create, the gates, the binding and the agent's report, which are four",
	})
	r.Add(report.Figure{
		Name: "writes.beside", Value: per(beside), Unit: "writes",
		Against: "objects that machines share, such as quotas and hosts: each written for several machines at once",
	})
	r.Add(report.Figure{
		Name: "asked", Value: per(only(requests, asked)), Unit: "requests",
		Against: "nothing: agents' reports and events, which ikp-apiserver writes and which are counted as its own, and their metering, which the ledger stores",
	})
	r.Add(report.Figure{Name: "events", Value: per(noted), Unit: "writes", Against: "nothing: what people are told"})
	r.Add(report.Figure{Name: "refused", Value: per(only(requests, refused)), Unit: "requests", Against: "nothing: what met another write"})
	r.Note("%d machines were created at once and their guests booted under QEMU. Counted per machine in the audit log of kube-apiserver, "+
		"from the create until the guest said that it is ready. By writer: %s.", len(ready), count(requests))
}

func addRest(r *report.Report, all []write) {
	requests := only(all, not(of(leases)))
	r.Add(report.Figure{
		Name: "idle", Value: float64(len(requests)), Unit: "writes", Goal: report.AtMost(0),
		Against: "leases only",
	})
	r.Note("Idle is %s of %d running machines on %d hosts, %s after the last was ready; in that time %d leases were renewed. Other writes: %s.",
		idle, machines, hosts, rest, len(all)-len(requests), count(requests))
}
