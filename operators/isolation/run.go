package isolation

import (
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"

	"github.com/govtech-kz/ikp/operators/isolation/trial"
)

// run is one probe as its pods show it.
type run struct {
	// The pods by what they do; nil for one that is not there.
	insideListener, outsideListener, insideClient, outsideClient *corev1.Pod
}

// Names of the four parts.
const (
	insideListener  = "inside-listener"
	outsideListener = "outside-listener"
	insideClient    = "inside-client"
	outsideClient   = "outside-client"
)

func newRun(pods []corev1.Pod) run {
	var r run
	for i := range pods {
		p := &pods[i]
		switch p.Labels[labelPart] {
		case insideListener:
			r.insideListener = p
		case outsideListener:
			r.outsideListener = p
		case insideClient:
			r.insideClient = p
		case outsideClient:
			r.outsideClient = p
		}
	}
	return r
}

func (r run) all() []*corev1.Pod {
	var pods []*corev1.Pod
	for _, p := range []*corev1.Pod{r.insideListener, r.outsideListener, r.insideClient, r.outsideClient} {
		if p != nil {
			pods = append(pods, p)
		}
	}
	return pods
}

// ending reports whether a pod of an earlier probe is on its way out.
func (r run) ending() bool {
	for _, p := range r.all() {
		if p.DeletionTimestamp != nil {
			return true
		}
	}
	return false
}

// listening reports whether both listeners can be reached by their addresses.
func (r run) listening() bool {
	for _, p := range []*corev1.Pod{r.insideListener, r.outsideListener} {
		if p == nil || p.Status.Phase != corev1.PodRunning || p.Status.PodIP == "" {
			return false
		}
	}
	return true
}

// since is when the first pod was made; now if there is none.
func (r run) since(now time.Time) time.Time {
	first := now
	for _, p := range r.all() {
		if p.CreationTimestamp.Time.Before(first) {
			first = p.CreationTimestamp.Time
		}
	}
	return first
}

// reports are what both clients say. Not done while one of them is at work; an
// error when one has ended without a report.
func (r run) reports() (inside, outside []trial.Outcome, done bool, err error) {
	inside, insideDone, err := report(r.insideClient)
	if err != nil {
		return nil, nil, true, err
	}
	outside, outsideDone, err := report(r.outsideClient)
	if err != nil {
		return nil, nil, true, err
	}
	return inside, outside, insideDone && outsideDone, nil
}

func report(client *corev1.Pod) ([]trial.Outcome, bool, error) {
	if client == nil || client.Status.Phase != corev1.PodSucceeded && client.Status.Phase != corev1.PodFailed {
		return nil, false, nil
	}
	for _, s := range client.Status.ContainerStatuses {
		if s.State.Terminated != nil {
			outcomes, err := trial.Decode(s.State.Terminated.Message)
			if err != nil {
				return nil, true, fmt.Errorf("pod %s/%s ended with code %d: %w", client.Namespace, client.Name, s.State.Terminated.ExitCode, err)
			}
			return outcomes, true, nil
		}
	}
	return nil, true, fmt.Errorf("pod %s/%s ended without a word: %s %s", client.Namespace, client.Name, client.Status.Reason, client.Status.Message)
}

// stuck says for people what a probe waits for.
func (r run) stuck() string {
	for _, p := range r.all() {
		if p.Status.Phase == corev1.PodSucceeded || p.Status.Phase == corev1.PodRunning && p.Labels[labelPart] != insideClient && p.Labels[labelPart] != outsideClient {
			continue
		}
		return fmt.Sprintf("pod %s/%s is %s%s", p.Namespace, p.Name, p.Status.Phase, waitingFor(p))
	}
	return "its pods have not been made"
}

func waitingFor(p *corev1.Pod) string {
	for _, s := range p.Status.ContainerStatuses {
		if s.State.Waiting != nil {
			return fmt.Sprintf(": %s %s", s.State.Waiting.Reason, s.State.Waiting.Message)
		}
	}
	for _, c := range p.Status.Conditions {
		if c.Type == corev1.PodScheduled && c.Status != corev1.ConditionTrue {
			return fmt.Sprintf(": %s %s", c.Reason, c.Message)
		}
	}
	return ""
}
