// Package kit is what every reconciler of ikp needs and none should write again:
// one status write by server-side apply, and requeue delays with jitter.
package kit
