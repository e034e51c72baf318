// Package rules knows what the platform does about every rule of the catalogue:
// one pure function that checks it, or in plain words why nobody but people does.
// Admission, placement, the hypervisor's agent, the gates of a migration and the
// audit ask the same function, so that they never disagree; how a rule is enforced
// is data (package regulation).
package rules
