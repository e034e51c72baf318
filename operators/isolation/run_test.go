package isolation

import (
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func podOf(part string, phase corev1.PodPhase, message string) corev1.Pod {
	p := corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: "env-a", Name: part, Labels: map[string]string{labelPart: part}, CreationTimestamp: metav1.NewTime(noon)},
		Status:     corev1.PodStatus{Phase: phase, PodIP: "10.0.0.1"},
	}
	if message != "" {
		p.Status.ContainerStatuses = []corev1.ContainerStatus{{State: corev1.ContainerState{
			Terminated: &corev1.ContainerStateTerminated{Message: message, ExitCode: 1},
		}}}
	}
	return p
}

func TestWhatAProbeWaitsForIsNamed(t *testing.T) {
	waiting := podOf(insideClient, corev1.PodPending, "")
	waiting.Status.ContainerStatuses = []corev1.ContainerStatus{{State: corev1.ContainerState{
		Waiting: &corev1.ContainerStateWaiting{Reason: "ErrImageNeverPull", Message: "no such image"},
	}}}
	unschedulable := podOf(insideListener, corev1.PodPending, "")
	unschedulable.Status.Conditions = []corev1.PodCondition{{
		Type: corev1.PodScheduled, Status: corev1.ConditionFalse, Reason: "Unschedulable", Message: "0/1 nodes are available",
	}}
	for name, tc := range map[string]struct {
		pods []corev1.Pod
		want string
	}{
		"no pod":           {nil, "its pods have not been made"},
		"no node fits":     {[]corev1.Pod{unschedulable}, "pod env-a/inside-listener is Pending: Unschedulable 0/1 nodes are available"},
		"no image":         {[]corev1.Pod{podOf(insideListener, corev1.PodRunning, ""), waiting}, "pod env-a/inside-client is Pending: ErrImageNeverPull no such image"},
		"a client at work": {[]corev1.Pod{podOf(outsideListener, corev1.PodRunning, ""), podOf(outsideClient, corev1.PodRunning, "")}, "pod env-a/outside-client is Running"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := newRun(tc.pods).stuck(); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestAClientThatEndsWithoutAReportEndsTheProbe(t *testing.T) {
	for name, client := range map[string]corev1.Pod{
		"killed":          podOf(insideClient, corev1.PodFailed, ""),
		"with an error":   podOf(insideClient, corev1.PodFailed, "exec format error"),
		"with no outcome": podOf(insideClient, corev1.PodSucceeded, "[]"),
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, done, err := newRun([]corev1.Pod{client}).reports(); !done || err == nil {
				t.Errorf("done %v, error %v: want both", done, err)
			}
		})
	}
}

func TestAProbeBeginsWithItsFirstPod(t *testing.T) {
	later := podOf(insideClient, corev1.PodRunning, "")
	later.CreationTimestamp = metav1.NewTime(noon.Add(time.Minute))
	r := newRun([]corev1.Pod{later, podOf(insideListener, corev1.PodRunning, "")})
	if got := r.since(noon.Add(time.Hour)); !got.Equal(noon) {
		t.Errorf("since %v, want %v", got, noon)
	}
	if got := (run{}).since(noon); !got.Equal(noon) {
		t.Errorf("without pods since %v, want now", got)
	}
}
