package local

import (
	"fmt"
	"slices"

	"github.com/govtech-kz/ikp/internal/local/node"
	"github.com/govtech-kz/ikp/internal/local/state"
)

// chooseNode decides whether there is a node: as asked, or else as the machine
// can. Without one the platform works; only pods do not run.
func (c *Cluster) chooseNode(asked string) error {
	if asked != "" {
		c.state.Node = asked
	}
	if !slices.Contains([]string{"", state.NodeAuto, state.NodeOn, state.NodeOff}, c.state.Node) {
		return fmt.Errorf("--node %q: want %s, %s or %s", c.state.Node, state.NodeAuto, state.NodeOn, state.NodeOff)
	}
	if c.state.Node == state.NodeOff {
		c.state.NodeLink = ""
		return nil
	}
	if err := node.Capable(); err != nil {
		c.state.NodeLink = ""
		if c.state.Node == state.NodeOn {
			return fmt.Errorf("--node=on: %w", err)
		}
		c.sayNoNode(err)
		return nil
	}
	if c.hasNode() {
		return nil
	}
	link, err := node.ChooseLink(c.layout.dir)
	if err != nil {
		return err
	}
	c.state.NodeLink = link.String()
	return nil
}

func (c *Cluster) sayNoNode(why error) {
	c.say("WARNING: no pods will run, and the isolation of networks stays unproven: %v", why)
}
