package vm

import (
	"testing"
)

func TestParseReadsAFootprint(t *testing.T) {
	const text = `# HELP go_gc_heap_live_bytes Heap memory occupied by live objects.
# TYPE go_gc_heap_live_bytes gauge
go_gc_heap_live_bytes 1.5e+06
go_gc_heap_live_bytes_total 7
process_resident_memory_bytes 4096
go_gc_cycles_total_gc_cycles_total 12
controller_runtime_reconcile_total{controller="gate"} 3
`
	got, err := parse(text)
	if want := (footprint{heap: 1_500_000, resident: 4096, collections: 12}); err != nil || got != want {
		t.Errorf("parse: %+v, %v; want %+v", got, err, want)
	}
}

func TestParseMissesWhatIsNotTold(t *testing.T) {
	for name, text := range map[string]string{
		"a metric is missing":  "go_gc_heap_live_bytes 1\nprocess_resident_memory_bytes 2\n",
		"a value is no number": "go_gc_heap_live_bytes x\nprocess_resident_memory_bytes 2\ngo_gc_cycles_total_gc_cycles_total 3\n",
	} {
		if got, err := parse(text); err == nil {
			t.Errorf("%s: got %+v, want an error", name, got)
		}
	}
}

func TestHostsOf(t *testing.T) {
	for want, c := range map[int]struct{ machines, each int }{1: {1000, 1000}, 5: {1000, 226}, 1000: {1000, 1}} {
		if got := hostsOf(c.machines, c.each); got != want {
			t.Errorf("%d machines on hosts of %d: %d hosts, want %d", c.machines, c.each, got, want)
		}
	}
}
