package vm

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
)

// footprint is what a program takes of memory, in bytes.
type footprint struct {
	// heap is what the last garbage collection found in use.
	heap float64
	// resident is what the system has given it.
	resident float64
	// collections is how many there were.
	collections float64
}

// Names under which a program tells it.
const (
	metricHeap        = "go_gc_heap_live_bytes"
	metricResident    = "process_resident_memory_bytes"
	metricCollections = "go_gc_cycles_total_gc_cycles_total"
)

const (
	// freshCollections are waited for: the first may have begun before.
	freshCollections = 2
	collectTimeout   = 3 * time.Minute
	collectInterval  = time.Millisecond
)

// settled is the footprint after fresh collections. To be asked for its metrics
// makes a program garbage enough to collect.
func settled(ctx context.Context, address string) (footprint, error) {
	first, err := ask(ctx, address)
	if err != nil {
		return footprint{}, err
	}
	var now footprint
	err = wait.PollUntilContextTimeout(ctx, collectInterval, collectTimeout, true, func(ctx context.Context) (bool, error) {
		now, err = ask(ctx, address)
		return now.collections >= first.collections+freshCollections, err
	})
	if err != nil {
		return footprint{}, fmt.Errorf("waiting for a garbage collection: %w", err)
	}
	return now, nil
}

func ask(ctx context.Context, address string) (footprint, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/metrics", http.NoBody)
	if err != nil {
		return footprint{}, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return footprint{}, fmt.Errorf("asking for metrics: %w", err)
	}
	defer answer.Body.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return footprint{}, fmt.Errorf("reading metrics: %w", err)
	}
	return parse(string(text))
}

// parse reads a footprint out of metrics in the text format of Prometheus.
func parse(text string) (footprint, error) {
	var f footprint
	targets := map[string]*float64{metricHeap: &f.heap, metricResident: &f.resident, metricCollections: &f.collections}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		target, wanted := targets[name]
		if !wanted {
			continue
		}
		n, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return footprint{}, fmt.Errorf("reading metric %s: %w", name, err)
		}
		*target = n
		delete(targets, name)
	}
	for name := range targets {
		return footprint{}, fmt.Errorf("the program tells no metric %s", name)
	}
	return f, nil
}
