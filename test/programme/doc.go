// Package programme takes a system through the whole programme of migration on a
// real API server, with the roles, policies and admission webhooks of ikp and the
// controllers that decide: every gate is opened by people of the party that owes
// it, and stays shut for everybody else.
package programme
