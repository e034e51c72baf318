package walls_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/utils/ptr"

	"github.com/govtech-kz/ikp/internal/local/walls"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const podRange = "10.244.0.0/16"

func pod(namespace, name, ip string, labels map[string]string) corev1.Pod {
	return corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name, Labels: labels},
		Spec: corev1.PodSpec{Containers: []corev1.Container{{
			Name: "c", Ports: []corev1.ContainerPort{{Name: "web", ContainerPort: 8443, Protocol: corev1.ProtocolTCP}},
		}}},
		Status: corev1.PodStatus{Phase: corev1.PodRunning, PodIP: ip},
	}
}

func policy(namespace, name string, spec networkingv1.NetworkPolicySpec) networkingv1.NetworkPolicy {
	return networkingv1.NetworkPolicy{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name}, Spec: spec}
}

var (
	bothWays = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress, networkingv1.PolicyTypeEgress}
	within   = networkingv1.NetworkPolicyPeer{PodSelector: &metav1.LabelSelector{}}
	dns      = networkingv1.NetworkPolicyPeer{
		NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{"kubernetes.io/metadata.name": "kube-system"}},
		PodSelector:       &metav1.LabelSelector{MatchLabels: map[string]string{"k8s-app": "kube-dns"}},
	}
)

// tenantWorld has two pods of a tenant behind the walls that every environment
// gets, a name service, and a pod in a namespace without a policy.
func tenantWorld() walls.World {
	return walls.World{
		Pods: []corev1.Pod{
			pod("env-minfin-dev", "a", "10.244.0.5", nil),
			pod("env-minfin-dev", "b", "10.244.0.6", nil),
			pod("kube-system", "dns", "10.244.0.2", map[string]string{"k8s-app": "kube-dns"}),
			pod("open", "o", "10.244.0.9", nil),
		},
		Namespaces: map[string]map[string]string{
			"env-minfin-dev": {}, "open": {}, "kube-system": {"kubernetes.io/metadata.name": "kube-system"},
		},
		Policies: []networkingv1.NetworkPolicy{
			policy("env-minfin-dev", "default-deny", networkingv1.NetworkPolicySpec{PolicyTypes: bothWays}),
			policy("env-minfin-dev", "allow-within", networkingv1.NetworkPolicySpec{
				PolicyTypes: bothWays,
				Ingress:     []networkingv1.NetworkPolicyIngressRule{{From: []networkingv1.NetworkPolicyPeer{within}}},
				Egress: []networkingv1.NetworkPolicyEgressRule{
					{To: []networkingv1.NetworkPolicyPeer{within}},
					{To: []networkingv1.NetworkPolicyPeer{dns}, Ports: []networkingv1.NetworkPolicyPort{
						{Protocol: ptr.To(corev1.ProtocolUDP), Port: ptr.To(intstr.FromInt32(53))},
						{Protocol: ptr.To(corev1.ProtocolTCP), Port: ptr.To(intstr.FromInt32(53))},
					}},
				},
			}),
		},
	}
}

// finerWorld has everything else that a policy can say.
func finerWorld() walls.World {
	ended, onHost, unborn := pod("n", "ended", "10.244.0.7", nil), pod("n", "host", "198.18.0.2", nil), pod("n", "unborn", "", nil)
	ended.Status.Phase = corev1.PodSucceeded
	onHost.Spec.HostNetwork = true
	return walls.World{
		Pods:       []corev1.Pod{pod("n", "web", "10.244.0.3", map[string]string{"app": "web"}), pod("n", "db", "10.244.0.4", nil), ended, onHost, unborn},
		Namespaces: map[string]map[string]string{"n": {"team": "x"}},
		Policies: []networkingv1.NetworkPolicy{policy("n", "web", networkingv1.NetworkPolicySpec{
			PodSelector: metav1.LabelSelector{MatchLabels: map[string]string{"app": "web"}},
			Ingress: []networkingv1.NetworkPolicyIngressRule{
				{From: []networkingv1.NetworkPolicyPeer{{NamespaceSelector: &metav1.LabelSelector{MatchLabels: map[string]string{"team": "x"}}}},
					Ports: []networkingv1.NetworkPolicyPort{{Port: ptr.To(intstr.FromString("web"))}, {Port: ptr.To(intstr.FromString("nameless"))}}},
				{From: []networkingv1.NetworkPolicyPeer{{IPBlock: &networkingv1.IPBlock{CIDR: "192.0.2.0/24", Except: []string{"192.0.2.9/32"}}}},
					Ports: []networkingv1.NetworkPolicyPort{{Port: ptr.To(intstr.FromInt32(8000)), EndPort: ptr.To[int32](8009)}}},
				{Ports: []networkingv1.NetworkPolicyPort{{Protocol: ptr.To(corev1.ProtocolUDP)}}},
			},
			Egress: []networkingv1.NetworkPolicyEgressRule{
				{To: []networkingv1.NetworkPolicyPeer{{PodSelector: &metav1.LabelSelector{}}}, Ports: []networkingv1.NetworkPolicyPort{{Port: ptr.To(intstr.FromString("web"))}}},
				{To: []networkingv1.NetworkPolicyPeer{{IPBlock: &networkingv1.IPBlock{CIDR: "2001:db8::/32"}}}},
			},
		})},
	}
}

func TestRules(t *testing.T) {
	for name, world := range map[string]walls.World{
		"nobody-is-known": {},
		"tenant":          tenantWorld(),
		"finer":           finerWorld(),
	} {
		t.Run(name, func(t *testing.T) {
			got := walls.Rules(podRange, world)
			file := filepath.Join("testdata", name+".nft")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("rules (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheOrderOfAWorldDoesNotMatter(t *testing.T) {
	one, other := tenantWorld(), tenantWorld()
	other.Pods[0], other.Pods[3] = other.Pods[3], other.Pods[0]
	other.Policies[0], other.Policies[1] = other.Policies[1], other.Policies[0]
	if diff := cmp.Diff(walls.Rules(podRange, one), walls.Rules(podRange, other)); diff != "" {
		t.Errorf("rules (-one +other):\n%s", diff)
	}
}
