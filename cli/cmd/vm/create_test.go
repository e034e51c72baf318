package vm

import (
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil/cmdtest"
)

func TestWhatEndsTheWaitForANewMachine(t *testing.T) {
	t.Parallel()
	halted := []metav1.Condition{
		{Type: "Ready", Status: "False", Reason: "Halted", ObservedGeneration: 1},
		{Type: "Provisioned", Status: "True", Reason: "Provisioned", ObservedGeneration: 1},
	}
	preparing := []metav1.Condition{
		{Type: "Ready", Status: "False", Reason: "Provisioning", ObservedGeneration: 1},
		{Type: "Provisioned", Status: "False", Reason: "Provisioning", ObservedGeneration: 1},
	}
	running := []metav1.Condition{{Type: "Ready", Status: "True", Reason: "GuestReady", ObservedGeneration: 1}}
	for name, tc := range map[string]struct {
		flags      []string
		conditions []metav1.Condition
		generation int64
		want       bool
	}{
		"goes on while the disks of a halted machine are made": {[]string{"--halted"}, preparing, 1, false},
		"ends when a halted machine is provisioned":            {[]string{"--halted"}, halted, 1, true},
		"goes on while a change has not been looked at":        {[]string{"--halted"}, halted, 2, false},
		"goes on while a machine that shall run is halted":     {nil, halted, 1, false},
		"ends when a machine that shall run is ready":          {nil, running, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := false
			c := NewCreate(cmdtest.Factory(), func(o *CreateOptions) error {
				_, err := o.machine()
				m := &compute.VirtualMachine{ObjectMeta: metav1.ObjectMeta{Generation: tc.generation}}
				m.Status.Conditions = tc.conditions
				got = o.Done(m)
				return err
			})
			argv := append([]string{"minfin/prod/web-1", "--type", "small", "--image", "guest", "--wait"}, tc.flags...)
			if failure := cmdtest.Parse(t, c, argv...); failure != "" {
				t.Fatal(failure)
			}
			if got != tc.want {
				t.Errorf("the wait has ended: %t, want %t", got, tc.want)
			}
		})
	}
}
