//go:build e2e

package e2e

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	auditv1 "k8s.io/apiserver/pkg/apis/audit/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
	"github.com/govtech-kz/ikp/internal/local"
	"github.com/govtech-kz/ikp/internal/local/state"
	"github.com/govtech-kz/ikp/internal/testkit/builders"
)

// most is how many writes a machine costs from its creation until it is ready.
const most = 4

// idle is how long nothing may be written: two rounds of everything that looks
// again every minute.
const idle = 150 * time.Second

// TestAMachineCostsFourWritesAndIdlenessNone counts in the audit log. Its host
// writes once more when the guest has not answered at the host's first look.
func TestAMachineCostsFourWritesAndIdlenessNone(t *testing.T) {
	w := world{t: t, dir: filepath.Join(t.TempDir(), "ikp")}
	t.Cleanup(w.sweep)
	o := local.Options{Name: "e2e", Dir: w.dir, Driver: state.DriverFixture, Node: state.NodeOff}
	if err := w.open().Up(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	w.copyImages()
	w.populate()
	w.await("the hosts", func(ctx context.Context, c client.Client) (bool, error) {
		var hosts compute.HostList
		err := c.List(ctx, &hosts)
		return len(hosts.Items) == 2 && !slices.ContainsFunc(hosts.Items, func(h compute.Host) bool {
			return !apimeta.IsStatusConditionTrue(h.Status.Conditions, compute.ConditionReady) || h.Status.Allocatable.VCPU == 0
		}), err
	})
	vm := builders.VM("counted", namespace()).OfType("tiny").From("ikp-bootsector").Obj()
	created := time.Now()
	w.create(vm)
	w.await("the machine", func(ctx context.Context, c client.Client) (bool, error) {
		err := c.Get(ctx, client.ObjectKeyFromObject(vm), vm)
		return apimeta.IsStatusConditionTrue(vm.Status.Conditions, compute.ConditionReady), err
	})
	want := []string{
		"create  by local-admin", "patch status by " + compute.UserControllers,
		"patch  by " + compute.UserOperators, "patch status by " + compute.UserAPIServer + " for " + compute.HostUser(vm.Spec.Host),
	}
	got := w.writes(time.Time{}, of(compute.GroupVersion.Group, vm.Name), by)
	if diff := cmp.Diff(want, slices.Compact(slices.Clone(got))); diff != "" || len(got) > 1+most {
		t.Errorf("%d writes of the machine until it was ready, want its creation and at most %d (-want +got):\n%s", len(got), most, diff)
	}
	// What the host asks for is no write: each of ikp-apiserver's for it is one.
	asked := of(subresources.GroupVersion.Group, vm.Name)
	reports := w.writes(time.Time{}, func(e auditv1.Event) bool { return asked(e) && e.ObjectRef.Subresource != "events" }, by)
	written := slices.DeleteFunc(got, func(did string) bool { return did != want[len(want)-1] })
	asks := slices.Repeat([]string{"patch status by " + compute.HostUser(vm.Spec.Host)}, len(written))
	if diff := cmp.Diff(asks, reports); diff != "" {
		t.Errorf("what the host asked for, of which %d were written (-want +got):\n%s", len(written), diff)
	}
	w.quiet(created)
}

// of is what concerns an object of a group by its name.
func of(group, name string) func(auditv1.Event) bool {
	return func(e auditv1.Event) bool { return e.ObjectRef.APIGroup == group && e.ObjectRef.Name == name }
}

// by is what was done and who did it, and for which host when it was for one.
func by(e auditv1.Event) string {
	did := e.Verb + " " + e.ObjectRef.Subresource + " by " + e.User.Username
	at, err := url.Parse(e.RequestURI)
	if err == nil && e.User.Username == compute.UserAPIServer {
		did += " for " + at.Query().Get("fieldManager")
	}
	return did
}

// quiet waits until the figures of money have followed what was asked, and then a
// while in which nothing is written, unless a new day begins.
func (w world) quiet(asked time.Time) {
	w.t.Helper()
	everything := func(auditv1.Event) bool { return true }
	object := func(e auditv1.Event) string {
		return e.Verb + " " + e.ObjectRef.Resource + "/" + e.ObjectRef.Name + " " + e.ObjectRef.Subresource + " by " + e.User.Username
	}
	w.await("the first statement and the budget's figures", func(context.Context, client.Client) (bool, error) {
		told := w.writes(asked, everything, object)
		for _, figures := range []string{"statements/" + calendar.Day(asked)[:len("2026-11")], fmt.Sprintf("budgets/y%d", asked.Year())} {
			if !slices.Contains(told, "patch "+figures+" status by "+compute.UserControllers) {
				return false, nil
			}
		}
		return true, nil
	})
	began := time.Now()
	end := time.NewTimer(idle)
	defer end.Stop()
	select {
	case <-end.C:
	case <-w.t.Context().Done():
		w.t.Fatal("the test ended while it watched")
	}
	if calendar.Day(began) != calendar.Day(time.Now()) {
		w.t.Log("a day began while the test watched: it may write")
		return
	}
	if written := w.writes(began, everything, object); len(written) > 0 {
		w.t.Errorf("written while nothing changed: %q", written)
	}
}

// writes are what the audit log tells of writes since a moment.
func (w world) writes(since time.Time, keep func(auditv1.Event) bool, tell func(auditv1.Event) string) []string {
	w.t.Helper()
	log, err := os.Open(filepath.Join(w.dir, "logs", "audit.log"))
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = log.Close() }()
	var told []string
	lines := bufio.NewScanner(log)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var e auditv1.Event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			w.t.Fatal(err)
		}
		if e.ObjectRef != nil && e.RequestReceivedTimestamp.After(since) && keep(e) {
			told = append(told, tell(e))
		}
	}
	if err := lines.Err(); err != nil {
		w.t.Fatal(err)
	}
	return told
}
