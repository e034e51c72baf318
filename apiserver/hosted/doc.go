// Package hosted shows the agent of a host what is its host's: the machines that
// are bound to it, and the host itself, and writes for it what it may change of its
// machines. Roles cannot cut a list by a field, nor can they keep from who writes
// that what he may not write exists; so agents have no right to either kind at the
// API server, and here the name of the caller is the selector. Nothing is kept but
// which machine is whose: each request is one to the API server, whose resource
// versions, bookmarks and errors are passed on.
package hosted
