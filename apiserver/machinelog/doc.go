// Package machinelog serves virtualmachines/log: it streams what a machine wrote
// to its serial port, from the agent of the host that the machine is bound to.
package machinelog
