package vm

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// userDataKey is where a machine's Secret holds its user data.
const userDataKey = "user-data"

// submitWithUserData creates the Secret first, so that the machine never waits
// for it; a machine that is refused leaves no Secret behind, and one that is
// deleted takes it along.
func (o *CreateOptions) submitWithUserData(ctx context.Context, m *compute.VirtualMachine) error {
	secret, err := o.secret(m)
	if err != nil {
		return err
	}
	m.Spec.UserData = &compute.UserDataReference{SecretName: secret.Name}
	if o.Export {
		return verb.Export(o.Factory.IO.Out, secret, m)
	}
	if err := o.Send(ctx, secret); err != nil {
		return err
	}
	if err := o.Send(ctx, m); err != nil {
		return errors.Join(err, o.takeBack(ctx, secret))
	}
	if err := o.adopt(ctx, m, secret); err != nil {
		return err
	}
	return o.Finish(ctx, m)
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

func (o *CreateOptions) takeBack(ctx context.Context, s *corev1.Secret) error {
	if o.DryRun {
		return nil
	}
	api, err := o.Factory.Client()
	if err != nil {
		return err
	}
	return client.IgnoreNotFound(api.Delete(ctx, s))
}

func (o *CreateOptions) adopt(ctx context.Context, m *compute.VirtualMachine, s *corev1.Secret) error {
	if o.DryRun {
		return nil
	}
	api, err := o.Factory.Client()
	if err != nil {
		return err
	}
	before := s.DeepCopy()
	s.OwnerReferences = []metav1.OwnerReference{
		*metav1.NewControllerRef(m, compute.GroupVersion.WithKind("VirtualMachine")),
	}
	s.OwnerReferences[0].BlockOwnerDeletion = nil // Would need the right to change finalizers.
	if err := api.Patch(ctx, s, client.MergeFrom(before)); err != nil {
		return fmt.Errorf("binding the user data to machine %q: %w", m.Name, err)
	}
	return nil
}
