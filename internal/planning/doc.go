// Package planning turns the objects of the platform into what the planner is
// given, and what it proposes back into plans and waves. What nobody has told is
// assumed by named defaults, and every assumption is listed.
//
// Beside Read it does no I/O and reads no clock: the same objects and the same
// day give the same plan, byte for byte.
package planning
