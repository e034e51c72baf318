// Package isolation proves by traffic that nobody reaches into an environment and
// nothing in it reaches out: short-lived pods try it again and again. However
// good a network policy looks, the condition NetworkIsolated says only what was
// seen.
package isolation
