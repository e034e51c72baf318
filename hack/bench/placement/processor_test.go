package placement

import (
	"os/exec"
	"testing"
	"time"
)

// TestSpentCountsChildren lets a child be busy until its time is seen.
func TestSpentCountsChildren(t *testing.T) {
	before, err := spent()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), "sh", "-c", "while :; do :; done")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = child.Process.Kill() // it never ends by itself
		_ = child.Wait()
	}()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	deadline := time.After(time.Minute)
	for {
		select {
		case <-look.C:
			now, err := spent()
			if err != nil {
				t.Fatal(err)
			}
			if now-before >= 300*time.Millisecond {
				return
			}
		case <-deadline:
			t.Fatal("the time of a busy child is not counted")
		}
	}
}
