package walls

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
)

// Load gives rules to the kernel, for the network that the caller is in.
func Load(ctx context.Context, rules string) error {
	cmd := exec.CommandContext(ctx, "nft", "-f", "-")
	cmd.Stdin = strings.NewReader(rules)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("loading the rules of the network: %w: %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}
