// Package exception tells people whether a residency exception counts: who has
// approved it, from when and until when. It decides nothing: every check asks
// internal/domain/exception for itself, at its own moment.
package exception
