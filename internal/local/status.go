package local

import (
	"context"
)

// Health of a part.
const (
	// HealthReady: it runs and does its work.
	HealthReady = "ready"
	// HealthUnready: it runs and does not do its work.
	HealthUnready = "not ready"
	// HealthDead: it was started and has ended; `up` starts it again.
	HealthDead = "dead"
	// HealthStopped: it was never started, or was stopped.
	HealthStopped = "stopped"
)

// PartStatus is what is known of one program.
type PartStatus struct {
	// Name of the program.
	Name string `json:"name"`
	// PID, 0 unless it runs.
	PID int `json:"pid,omitempty"`
	// Port on which it serves, 0 for none.
	Port int `json:"port,omitempty"`
	// Health is one of the constants above.
	Health string `json:"health"`
	// Detail says why it is not ready.
	Detail string `json:"detail,omitempty"`
	// Log is where its output goes.
	Log string `json:"log"`
}

// Status looks at every program.
func (c *Cluster) Status(ctx context.Context) ([]PartStatus, error) {
	if c.state == nil {
		return nil, c.absent()
	}
	var all []PartStatus
	for _, p := range c.parts() {
		s, err := c.look(ctx, p)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

func (c *Cluster) look(ctx context.Context, p part) (PartStatus, error) {
	s := PartStatus{Name: p.Name, Port: p.port, Health: HealthStopped, Log: p.Log}
	record, err := c.table.Find(p.Name)
	if err != nil || record == nil {
		return s, err
	}
	alive, err := record.Alive()
	if err != nil {
		return s, err
	}
	if !alive {
		s.Health = HealthDead
		return s, nil
	}
	s.PID, s.Health = record.PID, HealthReady
	if err := p.ready(ctx); err != nil {
		s.Health, s.Detail = HealthUnready, err.Error()
	}
	return s, nil
}
