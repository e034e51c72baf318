// Package trace is the arrivals of virtual machines in a real cloud: what asks
// for hosts in the benchmarks. SOURCE.md says where they come from.
package trace

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
)

//go:embed azure-v1.txt.gz
var azure []byte

// Machine is one arrival.
type Machine struct {
	// VCPU is how many virtual processors the machine has.
	VCPU int64
	// MemoryMiB is its memory in MiB.
	MemoryMiB int64
	// Batch numbers the machines that a tenant asked for together.
	Batch int
}

// Read is all machines in the order of their arrival.
func Read() ([]Machine, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(azure))
	if err != nil {
		return nil, fmt.Errorf("opening the trace: %w", err)
	}
	text, err := io.ReadAll(unzipped)
	if err != nil {
		return nil, fmt.Errorf("reading the trace: %w", err)
	}
	var machines []Machine
	batch := 0
	for line := range strings.Lines(string(text)) {
		_, arrivals, _ := strings.Cut(strings.TrimSpace(line), " ")
		for _, letter := range strings.Split(arrivals, ",") {
			if letter == "|" || letter == "" {
				batch++
				continue
			}
			size, ok := sizes[letter]
			if !ok {
				return nil, fmt.Errorf("reading the trace: it has no size %q", letter)
			}
			machines = append(machines, Machine{VCPU: size.vcpu, MemoryMiB: size.memoryMiB, Batch: batch})
		}
		batch++
	}
	return machines, nil
}
