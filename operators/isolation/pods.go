package isolation

import (
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/utils/ptr"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/operators/isolation/trial"
	"github.com/govtech-kz/ikp/operators/owned"
)

// Labels of a probe's pods.
const (
	// labelPart says which of the four a pod is.
	labelPart = "ikp.gov.kz/probe"
	// labelProbed is the namespace that is probed.
	labelProbed = "ikp.gov.kz/probed"
)

// Names of what the clients try.
const (
	targetWithin  = "within"
	targetForeign = "foreign"
	targetAPI     = "api-server"
	targetOutside = "outside"
)

// apiServer is where every pod finds the API server; the kubelet fills it in.
const apiServer = "$(KUBERNETES_SERVICE_HOST):$(KUBERNETES_SERVICE_PORT)"

// scene is an environment to probe and with what.
type scene struct {
	env       *tenancy.Environment
	namespace string
	options   Options
}

// listeners are the two pods that others try to reach.
func (s scene) listeners() []*corev1.Pod {
	return []*corev1.Pod{s.pod(insideListener, "listen"), s.pod(outsideListener, "listen")}
}

// clients are the two pods that try: the one inside to get out, the one outside
// to get in. What the one outside reaches besides shows what can be reached at all.
func (s scene) clients(r run) []*corev1.Pod {
	inside := trial.Target{Address: address(r.insideListener)}
	outside := trial.Target{Address: address(r.outsideListener)}
	common := []trial.Target{{Name: targetAPI, Address: apiServer}}
	for i, o := range s.options.Outside {
		common = append(common, trial.Target{Name: outsideName(i), Address: o})
	}
	try := func(within, foreign trial.Target) []string {
		within.Name, foreign.Name = targetWithin, targetForeign
		args := []string{"try"}
		for _, t := range append([]trial.Target{within, foreign}, common...) {
			args = append(args, t.Arg())
		}
		return args
	}
	return []*corev1.Pod{
		s.pod(insideClient, try(inside, outside)...),
		s.pod(outsideClient, try(outside, inside)...),
	}
}

func outsideName(i int) string { return fmt.Sprintf("%s-%d", targetOutside, i+1) }

func address(p *corev1.Pod) string { return fmt.Sprintf("%s:%d", p.Status.PodIP, trial.Port) }

// pod is one of the four. It may do nothing but open connections, asks for next
// to nothing, and ends by itself when nobody takes it away.
func (s scene) pod(part string, args ...string) *corev1.Pod {
	p := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{
			Name: "ikp-probe-" + part, Namespace: s.namespace,
			Labels: map[string]string{labelPart: part, labelProbed: s.namespace},
		},
		Spec: corev1.PodSpec{
			PriorityClassName:             PriorityClass,
			RestartPolicy:                 corev1.RestartPolicyNever,
			ActiveDeadlineSeconds:         ptr.To(int64(2 * patience / time.Second)),
			TerminationGracePeriodSeconds: ptr.To[int64](1),
			AutomountServiceAccountToken:  ptr.To(false),
			DNSPolicy:                     corev1.DNSDefault,
			SecurityContext: &corev1.PodSecurityContext{
				RunAsNonRoot:   ptr.To(true),
				SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
			},
			Containers: []corev1.Container{s.container(args)},
		},
	}
	if part == outsideListener || part == outsideClient {
		p.Name, p.Namespace = s.namespace+"-"+part, Namespace
	}
	owner(s.env).Mark(p)
	return p
}

func (s scene) container(args []string) corev1.Container {
	amounts := func(cpu, memory string) corev1.ResourceList {
		return corev1.ResourceList{corev1.ResourceCPU: resource.MustParse(cpu), corev1.ResourceMemory: resource.MustParse(memory)}
	}
	return corev1.Container{
		Name: "probe", Image: s.options.Image, ImagePullPolicy: corev1.PullIfNotPresent, Args: args,
		Resources: corev1.ResourceRequirements{Requests: amounts("10m", "16Mi"), Limits: amounts("200m", "64Mi")},
		SecurityContext: &corev1.SecurityContext{
			AllowPrivilegeEscalation: ptr.To(false),
			ReadOnlyRootFilesystem:   ptr.To(true),
			Capabilities:             &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
		},
	}
}

func owner(env *tenancy.Environment) owned.Owner {
	o := owned.Owner{Kind: "Environment"}
	o.Namespace, o.Name = env.Namespace, env.Name
	return o
}
