package v1alpha1

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// ProbeType is how a guest shows that it is ready.
// +kubebuilder:validation:Enum=Serial;GuestAgent;TCP;None
type ProbeType string

// Ways in which a guest says that it is ready.
const (
	// ProbeSerial waits for a line on the first serial port.
	ProbeSerial ProbeType = "Serial"
	// ProbeGuestAgent pings the QEMU guest agent.
	ProbeGuestAgent ProbeType = "GuestAgent"
	// ProbeTCP connects to a port of the guest.
	ProbeTCP ProbeType = "TCP"
	// ProbeNone leaves readiness unknown.
	ProbeNone ProbeType = "None"
)

// GuestProbe is how the platform learns that a guest of an image is ready.
// +kubebuilder:validation:XValidation:rule="self.type != 'TCP' || has(self.port)",message="a TCP probe needs a port"
// +kubebuilder:validation:XValidation:rule="self.type != 'Serial' || has(self.pattern)",message="a Serial probe needs the pattern of the line that says ready"
type GuestProbe struct {
	// type is the way: Serial, GuestAgent, TCP or None.
	Type ProbeType `json:"type"`
	// pattern is a substring of the line that says ready on the serial port.
	// +optional
	// +kubebuilder:validation:MinLength=1
	// +kubebuilder:validation:MaxLength=128
	Pattern string `json:"pattern,omitempty"`
	// port is the TCP port that answers when the guest is ready.
	// +optional
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=65535
	Port int32 `json:"port,omitempty"`
	// timeoutSeconds is how long a guest may take from its start to ready before
	// GuestReady turns False.
	// +optional
	// +kubebuilder:default=120
	// +kubebuilder:validation:Minimum=1
	// +kubebuilder:validation:Maximum=3600
	TimeoutSeconds int32 `json:"timeoutSeconds,omitempty"`
}

// ImageFormat is the format of an image file.
// +kubebuilder:validation:Enum=qcow2;raw
type ImageFormat string

// Formats of image files.
const (
	FormatQcow2 ImageFormat = "qcow2"
	FormatRaw   ImageFormat = "raw"
)

// ImageSpec describes a bootable disk image.
// +kubebuilder:validation:XValidation:rule="self.file == oldSelf.file && self.sha256 == oldSelf.sha256 && self.format == oldSelf.format",message="an image's content cannot change: publish it under another name"
type ImageSpec struct {
	// title is what people choose the image by.
	// +optional
	// +kubebuilder:validation:MaxLength=256
	Title string `json:"title,omitempty"`
	// file is the name of the image in the image store of every host.
	// +kubebuilder:validation:Pattern=`^[a-z0-9][a-z0-9._-]{0,127}$`
	File string `json:"file"`
	// sha256 is the digest of the file in hexadecimal. A host refuses a file with
	// another content.
	// +kubebuilder:validation:Pattern=`^[0-9a-f]{64}$`
	SHA256 string `json:"sha256"`
	// format of the file.
	Format ImageFormat `json:"format"`
	// minDiskGiB is the smallest root disk that holds the image, in GiB.
	// +optional
	// +kubebuilder:default=1
	// +kubebuilder:validation:Minimum=1
	MinDiskGiB int64 `json:"minDiskGiB,omitempty"`
	// minMemoryMiB is the smallest memory that boots the image, in MiB.
	// +optional
	// +kubebuilder:validation:Minimum=0
	MinMemoryMiB int64 `json:"minMemoryMiB,omitempty"`
	// probe is how a guest of this image says that it is ready.
	// +optional
	// +kubebuilder:default={type: None}
	Probe GuestProbe `json:"probe,omitempty"`
	// withdrawn keeps new machines from using the image; those that run stay.
	// +optional
	Withdrawn bool `json:"withdrawn,omitempty"`
}

// Image is a bootable disk in the public catalogue of the platform.
// +kubebuilder:object:root=true
// +kubebuilder:resource:path=images,scope=Cluster,shortName=img,categories=ikp
// +kubebuilder:printcolumn:name="Title",type=string,JSONPath=`.spec.title`
// +kubebuilder:printcolumn:name="Format",type=string,JSONPath=`.spec.format`
// +kubebuilder:printcolumn:name="Min-GiB",type=integer,JSONPath=`.spec.minDiskGiB`
// +kubebuilder:printcolumn:name="Probe",type=string,JSONPath=`.spec.probe.type`
// +kubebuilder:printcolumn:name="Withdrawn",type=boolean,JSONPath=`.spec.withdrawn`
// +kubebuilder:printcolumn:name="Age",type=date,JSONPath=`.metadata.creationTimestamp`
type Image struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec ImageSpec `json:"spec"`
}

// ImageList is a list of images.
// +kubebuilder:object:root=true
type ImageList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`
	Items           []Image `json:"items"`
}
