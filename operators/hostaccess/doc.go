// Package hostaccess gives each host a namespace of its own, in which its agent,
// and no other host's, keeps its lease and reads the secrets of its guests. It
// keeps a host that is deleted until no machine is bound to it.
package hostaccess
