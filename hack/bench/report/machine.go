package report

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// Machine is what figures were measured on.
type Machine struct {
	// CPU is the model of the processors.
	CPU string
	// Cores is how many of them this process may use.
	Cores int
	// MemoryGiB is the memory in GiB.
	MemoryGiB int64
	// Kernel is the release of the operating system's kernel.
	Kernel string
	// Go is the version of Go.
	Go string
	// Load is how many processes wanted a processor in the minute before.
	Load string
}

// ThisMachine describes the machine. What the system does not tell is "unknown".
func ThisMachine() Machine {
	memory, _ := strconv.ParseInt(strings.TrimSuffix(lookup("/proc/meminfo", "MemTotal"), " kB"), 10, 64)
	return Machine{
		CPU:       lookup("/proc/cpuinfo", "model name"),
		Cores:     runtime.GOMAXPROCS(0),
		MemoryGiB: (memory + 1<<19) >> 20,
		Kernel:    word("/proc/sys/kernel/osrelease"),
		Go:        strings.TrimPrefix(runtime.Version(), "go"),
		Load:      word("/proc/loadavg"),
	}
}

func (m Machine) String() string {
	return fmt.Sprintf("%s, %d cores, %d GiB, Linux %s, Go %s, load %s before",
		m.CPU, m.Cores, m.MemoryGiB, m.Kernel, m.Go, m.Load)
}

const unknown = "unknown"

// lookup is the value of a key in a file of lines "key : value".
func lookup(path, key string) string {
	f, err := os.Open(path)
	if err != nil {
		return unknown
	}
	defer func() { _ = f.Close() }() // nothing was written
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if k, v, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(k) == key {
			return strings.TrimSpace(v)
		}
	}
	return unknown
}

// word is the first word of a file.
func word(path string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		return unknown
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(content)), " ")
	return first
}
