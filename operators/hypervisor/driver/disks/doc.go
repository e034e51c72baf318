// Package disks keeps the disks of a host's machines as files: an overlay on the
// image, empty data disks, and the seed. Every step may be repeated, and none
// touches content that exists.
package disks
