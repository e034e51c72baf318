// Package apart tries to get at what is another's, with the real credentials of
// tenants and of a hypervisor's agent, against a real API server with the roles,
// the policies and the aggregated API of ikp: agencies reach nothing of each other,
// and a stolen credential of one host reaches nothing of another.
package apart
