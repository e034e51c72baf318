package v1alpha1

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// HeldLot is bytes of one kind that a source holds.
type HeldLot struct {
	// kind of the bytes: Disk, Snapshot, Replica, Backup, Image, ImageCache,
	// Scratch, MigrationBuffer, Registry, Git, Artefact, LedgerExport.
	Kind string `json:"kind"`
	// resource is their name at the source: a path, a repository.
	Resource string `json:"resource"`
	// machine is the UID of the VirtualMachine whose bytes they are. The ledger
	// knows whose system it is.
	// +optional
	Machine types.UID `json:"machine,omitempty"`
	// agency and system whose bytes they are, as a store says. A host cannot say.
	// +optional
	Agency string `json:"agency,omitempty"`
	// +optional
	System string `json:"system,omitempty"`
	// movedBy is the user who put them there, as a store says.
	// +optional
	MovedBy string `json:"movedBy,omitempty"`
	// bytes that it takes.
	// +optional
	Bytes int64 `json:"bytes,omitempty"`
}

// ResidencyInventory is everything that a host or a store holds at a moment:
// create only. What was in the one before and is not in this one is gone.
// +kubebuilder:object:root=true
type ResidencyInventory struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	// host that reports; it must be the one the caller is. The data centre is the
	// one that the Host is registered in.
	// +optional
	Host string `json:"host,omitempty"`
	// store that reports when it is no host: a registry, a git server, a backup; it
	// must be the one the caller is.
	// +optional
	Store string `json:"store,omitempty"`
	// dataCentre in which a store keeps everything.
	// +optional
	DataCentre string `json:"dataCentre,omitempty"`
	// lots that it holds.
	// +listType=atomic
	// +optional
	Lots []HeldLot `json:"lots,omitempty"`
	// came and went say in the answer what has changed since the inventory before.
	// +optional
	Came int64 `json:"came,omitempty"`
	// +optional
	Went int64 `json:"went,omitempty"`
}

// ResidencyInventoryList is a list of inventories; the kind cannot be listed.
// +kubebuilder:object:root=true
type ResidencyInventoryList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []ResidencyInventory `json:"items"`
}

// Stores are keepers of bytes that are no hosts: registries, git servers, backups.
const (
	// GroupStores is the group of all stores.
	GroupStores = "ikp:stores"
	// storeUserPrefix precedes a store's name in its user name.
	storeUserPrefix = "ikp:store:"
)

// StoreUser is the user name of a store.
func StoreUser(store string) string { return storeUserPrefix + store }
