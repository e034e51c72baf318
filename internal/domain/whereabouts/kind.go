package whereabouts

import "slices"

// Kind is what bytes are kept or passed as.
type Kind string

// Everything that bytes of a system can be.
const (
	// Disk is a machine's disk or seed.
	Disk Kind = "Disk"
	// Snapshot is a moment of a disk.
	Snapshot Kind = "Snapshot"
	// Replica is a copy that follows its original.
	Replica Kind = "Replica"
	// Backup is a copy that does not.
	Backup Kind = "Backup"
	// Image is what disks start from; ImageCache a host's copy of it.
	Image      Kind = "Image"
	ImageCache Kind = "ImageCache"
	// Scratch is what a program lays down beside the bytes: logs, work files.
	Scratch Kind = "Scratch"
	// MigrationBuffer holds bytes on their way from an old site.
	MigrationBuffer Kind = "MigrationBuffer"
	// Registry, Git and Artefact are what pipelines keep.
	Registry Kind = "Registry"
	Git      Kind = "Git"
	Artefact Kind = "Artefact"
	// LedgerExport is what leaves the ledger about a system.
	LedgerExport Kind = "LedgerExport"
	// Flow is bytes that leave by a declared way.
	Flow Kind = "Flow"
	// SupportAccess is somebody who sees the bytes to repair something.
	SupportAccess Kind = "SupportAccess"
)

// stored are the kinds that somebody can hold; the others are declared.
var stored = []Kind{
	Disk, Snapshot, Replica, Backup, Image, ImageCache, Scratch, MigrationBuffer, Registry, Git, Artefact, LedgerExport,
}

// Stored are the kinds that a host or a store can hold.
func Stored() []Kind { return slices.Clone(stored) }

// IsStored reports whether a host or a store can hold k.
func IsStored(k Kind) bool { return slices.Contains(stored, k) }

// Shared reports whether k is the whole platform's unless somebody says whose it
// is: an image of the catalogue holds no system's bytes.
func (k Kind) Shared() bool { return k == Image || k == ImageCache }
