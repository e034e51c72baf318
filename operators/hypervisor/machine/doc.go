// Package machine decides what a host does about one virtual machine, and what it
// says about it. It is pure: facts in, actions and conditions out.
package machine
