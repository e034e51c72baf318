// Package admission measures what the admission webhook adds to the creation of a
// machine, on a real API server with ikp-apiserver as a process of its own.
package admission
