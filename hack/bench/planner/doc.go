// Package planner measures the migration planner: its solver on the published
// instances J30 and J60 of PSPLIB, the planner itself on generated programmes.
// Every schedule and plan passes the independent checker, or the run fails.
package planner
