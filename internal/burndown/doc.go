// Package burndown draws how many systems are left over the months: as text for a
// terminal and as SVG. The same series are the same bytes.
package burndown
