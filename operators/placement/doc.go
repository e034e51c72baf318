// Package placement binds machines to hosts. It feeds the pure rules of
// internal/domain/placement with what the cluster holds, writes spec.host, keeps
// the totals of data centres, and notices hosts whose agent has fallen silent.
package placement
