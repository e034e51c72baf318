// Package verb holds what list, show, create, change and delete do alike for
// every noun of ikpctl, so that a noun says only what is its own.
package verb
