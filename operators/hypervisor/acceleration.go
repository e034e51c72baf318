package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

// Values of --acceleration.
const (
	accelerateAuto = "auto"
	accelerateKVM  = "kvm"
	accelerateNone = "none"
)

// accelerates tells whether guests shall run on the processor.
func accelerates(flag string) (bool, error) {
	switch flag {
	case accelerateKVM:
		return true, nil
	case accelerateNone:
		return false, nil
	case accelerateAuto:
		raw, err := os.ReadFile("/proc/cpuinfo")
		if err != nil {
			return false, fmt.Errorf("asking what the processor can do: %w", err)
		}
		return virtualises(string(raw)), nil
	}
	return false, fmt.Errorf("--acceleration=%s is not known: give auto, kvm or none", flag)
}

// virtualises reports whether the processor has Intel's or AMD's extension. A
// /dev/kvm proves nothing: some clouds offer one that does without the extension
// and cannot boot an ordinary system.
func virtualises(cpuinfo string) bool {
	for line := range strings.Lines(cpuinfo) {
		name, flags, _ := strings.Cut(line, ":")
		if strings.TrimSpace(name) != "flags" {
			continue
		}
		fields := strings.Fields(flags)
		return slices.Contains(fields, "vmx") || slices.Contains(fields, "svm")
	}
	return false
}
