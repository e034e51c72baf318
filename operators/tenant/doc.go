// Package tenant gives every state body its place on the platform: a namespace
// for its records, a workload namespace for each of its environments, the rights
// of its people, and the walls between it and its neighbours.
package tenant
