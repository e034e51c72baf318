// Package planned gives the commands of plans and programmes what they share: where
// the planner's objects come from, and how its words are said to people.
package planned
