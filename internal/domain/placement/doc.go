// Package placement decides on which host a machine goes, from a snapshot of all
// hosts, and says for every host that was refused why. It is pure: it knows no
// clock and no cluster, and the same snapshot and request give the same answer.
package placement
