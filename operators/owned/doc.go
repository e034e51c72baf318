// Package owned keeps the cluster's objects that operators make for others:
// it marks them with the object they are made for, repairs them when they drift,
// and never takes over what belongs to somebody else.
package owned
