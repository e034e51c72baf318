package vm

import (
	"context"
	"fmt"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// userDataKey is where a machine's Secret holds its user data.
const userDataKey = "user-data"

// submitWithUserData creates the machine first: one that is refused leaves no
// Secret behind, and the Secret is born as the machine's own, to go with it. The
// machine waits the moment until its Secret is there.
func (o *CreateOptions) submitWithUserData(ctx context.Context, m *compute.VirtualMachine) error {
	secret, err := o.secret(m)
	if err != nil {
		return err
	}
	m.Spec.UserData = &compute.UserDataReference{SecretName: secret.Name}
	if o.Export {
		return verb.Export(o.Factory.IO.Out, secret, m)
	}
	if err := o.Send(ctx, m); err != nil {
		return err
	}
	secret.OwnerReferences = []metav1.OwnerReference{owner(m)}
	if err := o.Send(ctx, secret); err != nil {
		return fmt.Errorf("machine %q is created and waits for its user data: %w", m.Name, err)
	}
	return o.Finish(ctx, m)
}

// owner ties an object to the life of a machine. It does not block the machine's
// deletion: that would need the right to change its finalizers.
func owner(m *compute.VirtualMachine) metav1.OwnerReference {
	ref := *metav1.NewControllerRef(m, compute.GroupVersion.WithKind("VirtualMachine"))
	ref.BlockOwnerDeletion = nil
	return ref
}

func (o *CreateOptions) secret(m *compute.VirtualMachine) (*corev1.Secret, error) {
	content, err := o.read()
	if err != nil {
		return nil, fmt.Errorf("reading user data: %w", err)
	}
	return &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Namespace: m.Namespace, Name: m.Name + "-user-data"},
		Type:       corev1.SecretTypeOpaque,
		Data:       map[string][]byte{userDataKey: content},
	}, nil
}

func (o *CreateOptions) read() ([]byte, error) {
	if o.UserData == "-" {
		return io.ReadAll(o.Factory.IO.In)
	}
	return os.ReadFile(o.UserData)
}
