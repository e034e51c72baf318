// Package cmdutil is what every command of ikpctl is built with: a factory of
// clients, streams, printers and exit codes.
package cmdutil
