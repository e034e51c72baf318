// Package stocktaking reports what a host really holds, so that bytes are found
// wherever somebody has put them.
package stocktaking
