package cmd_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestUserDataFollowsItsMachine(t *testing.T) {
	t.Parallel()
	namespaceOfEnvironment(t, "mdai", "gbdfl", "prod")
	root := somebody(t, "root", "system:masters")
	file := filepath.Join(t.TempDir(), "cloud.yaml")
	if err := os.WriteFile(file, []byte("#cloud-config\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	root.must("vm create app -a mdai --env prod --type small --image guest --user-data " + file)

	api := controlplane.New(t).Client
	vm := &compute.VirtualMachine{}
	if err := api.Get(t.Context(), client.ObjectKey{Namespace: "env-mdai-prod", Name: "app"}, vm); err != nil {
		t.Fatal(err)
	}
	secret := &corev1.Secret{}
	if err := api.Get(t.Context(), client.ObjectKey{Namespace: vm.Namespace, Name: vm.Spec.UserData.SecretName}, secret); err != nil {
		t.Fatal(err)
	}
	got := []any{string(secret.Data["user-data"]), secret.OwnerReferences[0].UID}
	if diff := cmp.Diff([]any{"#cloud-config\n", vm.UID}, got); diff != "" {
		t.Error(diff)
	}
}

func TestARefusedMachineLeavesNoUserDataBehind(t *testing.T) {
	t.Parallel()
	namespaceOfEnvironment(t, "mdai", "gbdfl", "stage")
	root := somebody(t, "root", "system:masters")
	got := root.types("vm create app -a mdai --env stage --type small --image guest --disk 70000 --user-data /dev/null")
	if got.code != 1 {
		t.Errorf("ended with %d: %s", got.code, got.err)
	}
	key := client.ObjectKey{Namespace: "env-mdai-stage", Name: "app-user-data"}
	if err := controlplane.New(t).Client.Get(t.Context(), key, &corev1.Secret{}); !apierrors.IsNotFound(err) {
		t.Errorf("the Secret is still there: %v", err)
	}
}
