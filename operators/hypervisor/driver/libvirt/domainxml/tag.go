package domainxml

import (
	"encoding/xml"
	"fmt"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// Namespace is the XML namespace of the platform's tag in a domain's metadata. A
// domain without the tag is not the platform's and is never touched.
const Namespace = "https://ikp.gov.kz/xmlns/domain/1"

// Tag is what the platform remembers in a domain.
type Tag struct {
	// UID of the VirtualMachine.
	UID types.UID
	// Resources that the domain was defined with.
	Resources compute.Resources
	// Address of the guest with its prefix length; empty without a NIC.
	Address string
	// Dir is the folder of the machine's disks; empty where it was not noted.
	Dir string
}

// tagXML is written with its prefix, which encoding/xml does not manage itself.
type tagXML struct {
	XMLName   xml.Name `xml:"ikp:machine"`
	Prefix    string   `xml:"xmlns:ikp,attr"`
	UID       string   `xml:"uid,attr"`
	VCPU      int64    `xml:"vcpu,attr"`
	MemoryMiB int64    `xml:"memoryMiB,attr"`
	DiskGiB   int64    `xml:"diskGiB,attr"`
	Address   string   `xml:"address,attr,omitempty"`
	Dir       string   `xml:"dir,attr,omitempty"`
}

func (t Tag) xml() tagXML {
	return tagXML{
		Prefix: Namespace, UID: string(t.UID), Address: t.Address, Dir: t.Dir,
		VCPU: t.Resources.VCPU, MemoryMiB: t.Resources.MemoryMiB, DiskGiB: t.Resources.DiskGiB,
	}
}

// ParseTag reads the tag as libvirt gives it out: one element, whose prefix
// libvirt may have resolved.
func ParseTag(element string) (Tag, error) {
	var t struct {
		XMLName   xml.Name
		UID       string `xml:"uid,attr"`
		VCPU      int64  `xml:"vcpu,attr"`
		MemoryMiB int64  `xml:"memoryMiB,attr"`
		DiskGiB   int64  `xml:"diskGiB,attr"`
		Address   string `xml:"address,attr"`
		Dir       string `xml:"dir,attr"`
	}
	if err := xml.Unmarshal([]byte(element), &t); err != nil {
		return Tag{}, fmt.Errorf("reading a domain's tag: %w", err)
	}
	if t.XMLName.Local != "machine" || t.UID == "" {
		return Tag{}, fmt.Errorf("reading a domain's tag: element %s names no machine", t.XMLName.Local)
	}
	return Tag{
		UID: types.UID(t.UID), Address: t.Address, Dir: t.Dir,
		Resources: compute.Resources{VCPU: t.VCPU, MemoryMiB: t.MemoryMiB, DiskGiB: t.DiskGiB},
	}, nil
}
