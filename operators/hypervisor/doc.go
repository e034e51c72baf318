// Command ikp-hypervisor is the agent of hypervisor hosts: a kubelet for virtual
// machines. Its parts:
//
//	driver      what a hypervisor must do; libvirt, and a fixture that runs nothing
//	machine     what to do about one machine, and what to say of it (pure)
//	agent       the reconcilers
//	journal     the metering journal and its way to the ledger
//	logserver   the guests' serial logs
package main
