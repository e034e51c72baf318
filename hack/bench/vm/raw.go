package vm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// raw is how long it took to define and start each of count machines by hand, in
// milliseconds. The program that does it is the only part of the benchmark that
// needs libvirt's headers.
func raw(ctx context.Context, dir, uri string, count int) ([]float64, error) {
	program := filepath.Join(dir, "rawlibvirt")
	build := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-tags", "libvirt", "-o", program, "./hack/bench/vm/rawlibvirt")
	build.Env = append(os.Environ(), "CGO_ENABLED=1")
	if _, err := output(build); err != nil {
		return nil, fmt.Errorf("building the raw loop, which needs libvirt's headers (make setup): %w", err)
	}
	out, err := output(exec.CommandContext(ctx, program, uri, strconv.Itoa(count)))
	if err != nil {
		return nil, fmt.Errorf("running the raw loop: %w", err)
	}
	var took []float64
	if err := json.Unmarshal(out, &took); err != nil {
		return nil, fmt.Errorf("reading what the raw loop said: %w", err)
	}
	return took, nil
}

// output is what a command prints; its error says what it complained of.
func output(cmd *exec.Cmd) ([]byte, error) {
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = fmt.Errorf("%w: %s", err, strings.TrimSpace(string(exit.Stderr)))
	}
	return out, err
}
