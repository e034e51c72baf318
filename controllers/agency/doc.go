// Package agency finds an agency's namespace and the agency of a namespace, for
// controllers that work on all objects of an agency at once.
package agency
