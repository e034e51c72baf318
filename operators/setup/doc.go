// Package setup puts ikp-operators together: its flags, its manager, and the one
// list of operators that --controllers chooses from.
package setup
