// Package generate makes migration programmes from a seed: agencies with their
// own teams and sites, suppliers, data centres that grow, budgets, freezes and
// holidays. The planner is measured and tested on them.
package generate
