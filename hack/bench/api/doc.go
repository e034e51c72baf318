// Package api counts what the platform writes into the API server, by the API
// server's own audit log: from the creation of a machine until its guest is ready,
// and while nothing happens.
package api
