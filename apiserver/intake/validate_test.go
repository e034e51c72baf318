package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

func TestValidate(t *testing.T) {
	tests := map[string]struct {
		change func(*subresources.UsageBatch)
		want   []string
	}{
		"lets a proper batch pass": {change: func(*subresources.UsageBatch) {}},
		"demands host, journal and transitions": {
			change: func(b *subresources.UsageBatch) { *b = subresources.UsageBatch{} },
			want: []string{
				"host: Required value", "journal: Required value",
				"transitions: Required value: a batch has at least one transition",
			}},
		"refuses names that are no names": {
			change: func(b *subresources.UsageBatch) { b.Journal = "j"; b.Host = strings.Repeat("h", 254) },
			want:   []string{"host: Too long: may not be more than 253 bytes"}},
		"refuses more than a thousand records": {
			change: func(b *subresources.UsageBatch) { b.Transitions = make([]subresources.UsageTransition, 1001) },
			want:   []string{"transitions: Too many: 1001: must have at most 1000 items"}},
		"refuses a hole in the sequence": {
			change: func(b *subresources.UsageBatch) { b.Transitions[1].Sequence = 9 },
			want:   []string{"transitions[1].sequence: Invalid value: 9: must be 8: sequences begin at 1 and follow one another"}},
		"refuses a repeat within the batch": {
			change: func(b *subresources.UsageBatch) { b.Transitions[1].Sequence = 7 },
			want:   []string{"transitions[1].sequence: Invalid value: 7: must be 8: sequences begin at 1 and follow one another"}},
		"refuses sequence 0": {
			change: func(b *subresources.UsageBatch) { b.Transitions = b.Transitions[:1]; b.Transitions[0].Sequence = 0 },
			want:   []string{"transitions[0].sequence: Invalid value: 0: must be 1: sequences begin at 1 and follow one another"}},
		"refuses a state nobody knows": {
			change: func(b *subresources.UsageBatch) { b.Transitions[0].State = "Paused" },
			want:   []string{`transitions[0].state: Unsupported value: "Paused": supported values: "Running", "Stopped", "Gone"`}},
		"refuses a record without machine and moment": {
			change: func(b *subresources.UsageBatch) {
				b.Transitions[0].Machine = ""
				b.Transitions[0].At = metav1.MicroTime{}
			},
			want: []string{"transitions[0].machine: Required value", "transitions[0].at: Required value"}},
		"refuses amounts below nothing and beyond measure": {
			change: func(b *subresources.UsageBatch) {
				b.Transitions[0].VCPU, b.Transitions[0].MemoryMiB, b.Transitions[0].DiskGiB = -1, 1<<30+1, 1<<62
			},
			want: []string{
				"transitions[0].vcpu: Invalid value: -1: must be from 0 to 1073741824",
				"transitions[0].memoryMiB: Invalid value: 1073741825: must be from 0 to 1073741824",
				"transitions[0].diskGiB: Invalid value: 4611686018427387904: must be from 0 to 1073741824",
			}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			b := batch()
			tc.change(b)
			var got []string
			for _, err := range validate(b) {
				got = append(got, err.Error())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
