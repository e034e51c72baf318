// Package exception decides whether a residency exception counts. Admission,
// placement, the hypervisor, the audit and the reports all ask the one function
// here, so that an exception is gone everywhere in the second it expires.
package exception
