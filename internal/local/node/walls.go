package node

import (
	"context"

	"github.com/govtech-kz/ikp/internal/local/walls"
)

// leave gives what pods send to the outside the node's own address: the machine
// knows no way to theirs.
const leave = `add table ip ikp-leave
delete table ip ikp-leave
table ip ikp-leave {
	chain postrouting {
		type nat hook postrouting priority srcnat;
		oifname "eth0" ip saddr ` + PodRange + ` masquerade
	}
}
`

// closeWalls lets nothing pass until the enforcer of network policies knows who
// may.
func closeWalls() error {
	ctx := context.Background()
	if err := walls.Load(ctx, walls.Rules(PodRange, walls.World{})); err != nil {
		return err
	}
	return walls.Load(ctx, leave)
}
