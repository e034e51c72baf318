package builders

import (
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Commissioned is the day from which the sites and records of tests hold.
const Commissioned tenancy.Date = "2024-01-01"

// DataCentre is a site in Kazakhstan that may run everything: registered,
// accession answered, commissioned, both segments. edit changes it; it may be nil.
func DataCentre(name string, edit func(*compute.DataCentreSpec)) *compute.DataCentre {
	dc := &compute.DataCentre{
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec: compute.DataCentreSpec{
			Country: "KZ", Region: "KZ-71", Registered: true, CommissionedOn: Commissioned,
			Segments:  []tenancy.Segment{tenancy.SegmentG2G, tenancy.SegmentG2CB},
			Accession: compute.Accession{AnsweredOn: Commissioned},
		},
	}
	return edited(dc, &dc.Spec, edit)
}

// Host is a host of segment G2G in a data centre, with four vCPUs per thread.
func Host(name, dataCentre string, edit func(*compute.HostSpec)) *compute.Host {
	h := &compute.Host{
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec:       compute.HostSpec{DataCentre: dataCentre, Segment: tenancy.SegmentG2G, VCPUPercent: 400},
	}
	return edited(h, &h.Spec, edit)
}

// Image is a qcow2 image that says ready on its serial port.
func Image(name string, edit func(*compute.ImageSpec)) *compute.Image {
	i := &compute.Image{
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec: compute.ImageSpec{
			File: name + ".qcow2", SHA256: strings.Repeat("0", 64), Format: compute.FormatQcow2, MinDiskGiB: 1,
			Probe: compute.GuestProbe{Type: compute.ProbeSerial, Pattern: "ready", TimeoutSeconds: 120},
		},
	}
	return edited(i, &i.Spec, edit)
}

// MachineType is a size with this many vCPUs and MiB of memory.
func MachineType(name string, vcpu, memoryMiB int64) *compute.MachineType {
	return &compute.MachineType{
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec:       compute.MachineTypeSpec{VCPU: vcpu, MemoryMiB: memoryMiB},
	}
}

// edited hands the spec of a finished object to the test for its changes.
func edited[O, S any](object *O, spec *S, edit func(*S)) *O {
	if edit != nil {
		edit(spec)
	}
	return object
}
