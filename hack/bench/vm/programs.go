package vm

import (
	"context"
	"fmt"

	"github.com/govtech-kz/ikp/hack/bench/report"
	"github.com/govtech-kz/ikp/hack/bench/site"
	"github.com/govtech-kz/ikp/internal/local/state"
)

// program is one whose memory is measured.
type program struct {
	name string
	// address of its metrics.
	address string
	// goal is what a machine may cost its heap.
	goal report.Goal
}

// mostPerMachine is what a machine may cost the controllers, in KB.
const mostPerMachine = 40

// observable starts the programs again so that they tell their memory, and one
// agent for all hosts.
func observable(ctx context.Context, s *site.Site, hosts int) ([]program, error) {
	programs := []program{
		{name: "ikp-controllers", goal: report.Below(mostPerMachine)}, {name: "ikp-operators"}, {name: "ikp-apiserver"}, {name: "ikp-hypervisor"},
	}
	var ports state.State
	for i := range programs {
		p := &programs[i]
		if err := ports.ChoosePorts(s.Dir, p.name); err != nil {
			return nil, err
		}
		p.address = fmt.Sprintf("127.0.0.1:%d", ports.Ports[p.name])
		if p.name == "ikp-hypervisor" {
			return programs, oneAgent(ctx, s, hosts, p.address)
		}
		command, err := s.Command(p.name)
		if err != nil {
			return nil, err
		}
		command.Set("--metrics-bind-address", p.address)
		if err := s.Restart(ctx, command); err != nil {
			return nil, err
		}
	}
	return programs, nil
}

// footprints are of all programs, in their order.
func footprints(ctx context.Context, programs []program) ([]footprint, error) {
	var all []footprint
	for _, p := range programs {
		f, err := settled(ctx, p.address)
		if err != nil {
			return nil, fmt.Errorf("measuring the memory of %s: %w", p.name, err)
		}
		all = append(all, f)
	}
	return all, nil
}

func addMemory(r *report.Report, programs []program, empty, full []footprint) {
	const kb, mb = 1e3, 1e6
	r.Note("Memory is what %d machines add to a program, divided by them: its heap as the garbage collector leaves it, and what "+
		"the system has given it. The agent holds the test drivers with their domains too.", held)
	for i, p := range programs {
		r.Add(report.Figure{
			Name: "memory." + p.name + ".heap", Value: (full[i].heap - empty[i].heap) / held / kb, Unit: "KB", Goal: p.goal,
			Against: fmt.Sprintf("%.1f MB without machines, %.1f MB with %d", empty[i].heap/mb, full[i].heap/mb, held),
		})
		r.Add(report.Figure{
			Name: "memory." + p.name + ".resident", Value: (full[i].resident - empty[i].resident) / held / kb, Unit: "KB", Goal: p.goal,
			Against: fmt.Sprintf("%.1f MB without machines, %.1f MB with %d", empty[i].resident/mb, full[i].resident/mb, held),
		})
	}
}
