// Command ikpctl is the command line of ikp. Installed as kubectl-ikp it serves
// as a plugin of kubectl.
package main

import (
	"os"

	"github.com/govtech-kz/ikp/cli/cmd"
)

func main() { os.Exit(int(cmd.Main(os.Args))) }
