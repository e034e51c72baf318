// Package setup puts ikp-controllers together: its flags, its manager, and the one
// list of controllers that --controllers chooses from.
package setup
