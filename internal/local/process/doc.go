// Package process starts programs that outlive the command that started them,
// and finds them again: by pid and start time, so that a reused pid is never
// mistaken for ours, let alone killed.
package process
