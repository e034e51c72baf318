// Package hostaccess gives each host a namespace of its own, in which its agent,
// and no other host's, keeps its lease and reads the secrets of its guests.
package hostaccess
