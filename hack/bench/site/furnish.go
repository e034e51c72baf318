package site

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// Names of what every site holds.
const (
	agency      = "minfin"
	system      = "esf"
	environment = "dev"
	machineType = "tiny"
	// Image is a boot sector that says on its serial port that it is ready.
	Image = "ikp-bootsector"
	// SilentImage is the same one, of which nobody expects to hear.
	SilentImage = "ikp-silent"
)

// vast is more than the benchmark asks for.
const vast = 1 << 30

// Namespace is where machines are created.
func Namespace() string { return tenancy.WorkloadNamespace(agency, environment) }

// Machine is a machine of the smallest size.
func Machine(n int, image string) *compute.VirtualMachine {
	return builders.VM(fmt.Sprintf("machine-%05d", n), Namespace()).OfType(machineType).From(image).Obj()
}

// Furnish makes an agency that may run as many small machines as there are, and
// returns when its environment is ready for them.
func (s *Site) Furnish(ctx context.Context) error {
	images, err := s.images()
	if err != nil {
		return err
	}
	year := int32(time.Now().Year())
	home := &tenancy.Agency{}
	if err := s.create(ctx, append(images, builders.MachineType(machineType, 1, 32), builders.Tariff("now", nil), builders.Agency(agency, nil))...); err != nil {
		return err
	}
	if err := s.awaitReady(ctx, "", agency, home, &home.Status.Conditions); err != nil {
		return err
	}
	e, q, b := builders.Environment(environment, agency, system, tenancy.EnvironmentDev),
		builders.Quota("all", agency, finance.Amount{VCPU: vast, MemoryMiB: vast, DiskGiB: vast, Machines: vast}),
		builders.Budget("year", agency, year, "100000000000.00")
	if err := s.create(ctx, builders.System(system, agency, nil), q, b, e); err != nil {
		return err
	}
	for o, conditions := range map[client.Object]*[]metav1.Condition{
		e: &e.Status.Conditions, q: &q.Status.Conditions, b: &b.Status.Conditions,
	} {
		if err := s.awaitReady(ctx, tenancy.AgencyNamespace(agency), o.GetName(), o, conditions); err != nil {
			return err
		}
	}
	return nil
}

// images brings the boot sector into the hosts' store and twice into the catalogue.
func (s *Site) images() ([]client.Object, error) {
	raw, err := os.ReadFile(filepath.Join(guests, "images.json"))
	if err != nil {
		return nil, fmt.Errorf("reading the images of the guests (make guest): %w", err)
	}
	var all compute.ImageList
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("reading the images of the guests: %w", err)
	}
	for _, i := range all.Items {
		if i.Name != Image {
			continue
		}
		silent := i.DeepCopy()
		silent.Name, silent.Spec.Probe = SilentImage, compute.GuestProbe{Type: compute.ProbeNone}
		return []client.Object{&i, silent}, s.copyImage(i.Spec.File)
	}
	return nil, fmt.Errorf("%s is not among the images of the guests: make guest", Image)
}

func (s *Site) copyImage(file string) error {
	content, err := os.ReadFile(filepath.Join(guests, file))
	if err != nil {
		return fmt.Errorf("reading image %q (make guest): %w", file, err)
	}
	return os.WriteFile(filepath.Join(s.Dir, "images", file), content, 0o444)
}

func (s *Site) create(ctx context.Context, all ...client.Object) error {
	for _, o := range all {
		if err := s.Client.Create(ctx, o); err != nil {
			return fmt.Errorf("creating %T %q: %w", o, o.GetName(), err)
		}
	}
	return nil
}

func (s *Site) awaitReady(ctx context.Context, namespace, name string, o client.Object, conditions *[]metav1.Condition) error {
	return s.await(ctx, fmt.Sprintf("%T %q to be ready", o, name), func(ctx context.Context) (bool, error) {
		err := s.Client.Get(ctx, client.ObjectKey{Namespace: namespace, Name: name}, o)
		return apimeta.IsStatusConditionTrue(*conditions, "Ready"), err
	})
}
