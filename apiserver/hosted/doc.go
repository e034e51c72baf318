// Package hosted shows the agent of a host what is its host's: the machines that
// are bound to it, and the host itself. Roles cannot cut a list by a field, so
// agents may read neither kind at the API server; here the name of the caller
// is the selector. Nothing is kept: each request is one to the API server, whose
// resource versions, bookmarks and errors are passed on.
package hosted
