// Package seed writes what a guest reads at its first boot: a cloud-init NoCloud
// volume, an ISO 9660 image labelled cidata.
package seed
