// Package logserver hands out what guests write on their serial ports, to the
// platform's API server alone.
package logserver
