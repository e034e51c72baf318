package intake

import (
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation/field"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

const (
	// maxTransitions bounds the transaction that stores a batch.
	maxTransitions = 1000
	// maxName bounds UIDs and host names.
	maxName = 253
	// maxAmount of a resource keeps any sum over a year within 64 bits.
	maxAmount = 1 << 30
)

// states that a host may report.
var states = []subresources.UsageState{subresources.UsageRunning, subresources.UsageStopped, subresources.UsageGone}

// validate finds what in a batch contradicts itself or the API.
func validate(batch *subresources.UsageBatch) field.ErrorList {
	errs := name(field.NewPath("host"), batch.Host)
	errs = append(errs, name(field.NewPath("journal"), string(batch.Journal))...)
	path := field.NewPath("transitions")
	switch n := len(batch.Transitions); {
	case n == 0:
		return append(errs, field.Required(path, "a batch has at least one transition"))
	case n > maxTransitions:
		return append(errs, field.TooMany(path, n, maxTransitions))
	}
	next := max(batch.Transitions[0].Sequence, 1)
	for i, t := range batch.Transitions {
		errs = append(errs, transition(path.Index(i), t, next)...)
		next = t.Sequence + 1
	}
	return errs
}

func name(path *field.Path, value string) field.ErrorList {
	if value == "" {
		return field.ErrorList{field.Required(path, "")}
	}
	if len(value) > maxName {
		return field.ErrorList{field.TooLong(path, value, maxName)}
	}
	return nil
}

// transition checks one record; sequence is the number it must have.
func transition(path *field.Path, t subresources.UsageTransition, sequence int64) field.ErrorList {
	errs := name(path.Child("machine"), string(t.Machine))
	if t.Sequence != sequence {
		errs = append(errs, field.Invalid(path.Child("sequence"), t.Sequence,
			fmt.Sprintf("must be %d: sequences begin at 1 and follow one another", sequence)))
	}
	if !slices.Contains(states, t.State) {
		errs = append(errs, field.NotSupported(path.Child("state"), t.State, states))
	}
	if t.At.IsZero() {
		errs = append(errs, field.Required(path.Child("at"), ""))
	}
	errs = append(errs, amount(path.Child("vcpu"), t.VCPU)...)
	errs = append(errs, amount(path.Child("memoryMiB"), t.MemoryMiB)...)
	return append(errs, amount(path.Child("diskGiB"), t.DiskGiB)...)
}

func amount(path *field.Path, n int64) field.ErrorList {
	if n < 0 || n > maxAmount {
		return field.ErrorList{field.Invalid(path, n, fmt.Sprintf("must be from 0 to %d", maxAmount))}
	}
	return nil
}
