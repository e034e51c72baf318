// Package cmd joins the commands of ikpctl into one tree and runs it. The path
// of a command is the path of its file: cli/cmd/<noun>/<verb>.go.
package cmd
