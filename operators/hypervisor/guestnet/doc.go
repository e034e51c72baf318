// Package guestnet gives guests their place on a bridge of the host: a hardware
// address derived from the machine's UID, and the next free IP address.
package guestnet
