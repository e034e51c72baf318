//go:build e2e

package e2e

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/local/process"
)

// seed repeats a drill: `go test -tags e2e -run TestHosts/thirty ./test/e2e -seed N`.
var seed = flag.Uint64("seed", 0, "seed of the random kills; 0 chooses one and prints it")

const (
	crowd = 30
	// The pauses between two steps of the people, and between two kills.
	stepPause = 800 * time.Millisecond
	killPause = 2500 * time.Millisecond
)

// ours are the programs that are killed.
var ours = []string{"ikp-apiserver", "ikp-controllers", "ikp-operators", "ikp-hypervisor-host-a", "ikp-hypervisor-host-b"}

func (w world) killsDrill() {
	chosen := *seed
	if chosen == 0 {
		chosen = rand.Uint64()
	}
	w.t.Logf("seed %d", chosen)
	w.enlarge("host-a", "host-b")
	seen := map[string]*events{"host-a": w.follow("host-a"), "host-b": w.follow("host-b")}
	before := w.ledgerRecords()
	people := &people{client: w.client(), dice: rand.New(rand.NewPCG(chosen, 1)), want: map[string]compute.RunStrategy{}}
	done := make(chan error, 1)
	go func() { done <- people.act(w.t.Context()) }()
	w.killUntil(done, rand.New(rand.NewPCG(chosen, 2)))
	w.up()
	w.awaitWanted(people.want)
	w.awaitUsed(finance.Amount{VCPU: amount(people.want), MemoryMiB: 32 * amount(people.want), DiskGiB: amount(people.want), Machines: amount(people.want)})
	w.wantDomains(people.want)
	w.wantMetered(seen, before)
}

func amount(want map[string]compute.RunStrategy) int64 { return int64(len(want)) }

// enlarge lets hosts promise more than they have: the guests hardly work.
func (w world) enlarge(hosts ...string) {
	w.t.Helper()
	for _, host := range hosts {
		h := &compute.Host{}
		h.Name = host
		if err := w.client().Patch(w.t.Context(), h, client.RawPatch("application/merge-patch+json", []byte(`{"spec":{"vcpuPercent":1600}}`))); err != nil {
			w.t.Fatal(err)
		}
	}
}

// killUntil kills one program after the other, and starts it again, until done.
func (w world) killUntil(done <-chan error, dice *rand.Rand) {
	w.t.Helper()
	specs := map[string]process.Spec{}
	for _, part := range ours {
		specs[part] = w.specOf(part)
	}
	kills := map[string]int{}
	for {
		select {
		case err := <-done:
			if err != nil {
				w.t.Fatal(err)
			}
			w.t.Logf("killed %v", kills)
			return
		case <-time.After(time.Duration(dice.Int64N(int64(killPause)))):
		}
		victim := ours[dice.IntN(len(ours))]
		w.kill(victim, specs)
		kills[victim]++
	}
}

// kill ends a program between two instructions; like a supervisor it starts every
// program anew that does not run, also one that ended of its own accord because it
// lost its lease. Nobody waits until they are ready.
func (w world) kill(victim string, specs map[string]process.Spec) {
	w.t.Helper()
	for _, part := range ours {
		alive := w.alive(part)
		if alive && part == victim {
			w.send(w.recordOf(part).PID, syscall.SIGKILL)
		}
		if alive && part != victim {
			continue
		}
		if _, err := w.processes().Start(specs[part]); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w world) alive(part string) bool {
	w.t.Helper()
	alive, err := w.recordOf(part).Alive()
	if err != nil {
		w.t.Fatal(err)
	}
	return alive
}

func (w world) recordOf(part string) *process.Record {
	w.t.Helper()
	record, err := w.processes().Find(part)
	if err != nil || record == nil {
		w.t.Fatalf("program %s was never started: %v", part, err)
	}
	return record
}

// specOf is how a running part was started.
func (w world) specOf(part string) process.Spec {
	w.t.Helper()
	command, environ := w.commandOf(w.recordOf(part).PID)
	return process.Spec{
		Name: part, Path: command[0], Args: command[1:], Env: environ, Log: filepath.Join(w.dir, "logs", part+".log"),
	}
}

func (w world) processes() process.Table { return process.Table{Dir: filepath.Join(w.dir, "run")} }

// people create, start, stop and delete machines.
type people struct {
	client client.Client
	dice   *rand.Rand
	// want is what shall be there in the end.
	want map[string]compute.RunStrategy
}

// act makes crowd machines, and changes its mind about as many.
func (p *people) act(ctx context.Context) error {
	for i := range crowd {
		name := fmt.Sprintf("crowd-%d", i)
		strategy := compute.RunAlways
		if p.dice.IntN(3) == 0 {
			strategy = compute.RunHalted
		}
		vm := tiny(name).Strategy(strategy).Obj()
		if err := p.insist(ctx, func() error { return p.client.Create(ctx, vm.DeepCopy()) }); err != nil {
			return fmt.Errorf("creating %s: %w", name, err)
		}
		p.want[name] = strategy
		if err := p.changeMind(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (p *people) changeMind(ctx context.Context) error {
	names := slices.Sorted(maps.Keys(p.want))
	name := names[p.dice.IntN(len(names))]
	vm := &compute.VirtualMachine{}
	vm.Namespace, vm.Name = namespace(), name
	if p.dice.IntN(3) == 0 {
		delete(p.want, name)
		return p.insist(ctx, func() error { return client.IgnoreNotFound(p.client.Delete(ctx, vm)) })
	}
	next := compute.RunAlways
	if p.want[name] == compute.RunAlways {
		next = compute.RunHalted
	}
	p.want[name] = next
	patch := client.RawPatch("application/merge-patch+json", fmt.Appendf(nil, `{"spec":{"runStrategy":%q}}`, next))
	return p.insist(ctx, func() error { return p.client.Patch(ctx, vm, patch) })
}

// insist repeats what a program that was just killed did not answer, after a pause.
func (p *people) insist(ctx context.Context, do func() error) error {
	var last error
	err := wait.PollUntilContextTimeout(ctx, time.Duration(p.dice.Int64N(int64(stepPause))), settle, false, func(context.Context) (bool, error) {
		last = do()
		return last == nil || apierrors.IsAlreadyExists(last), nil
	})
	if err != nil {
		return errors.Join(err, last)
	}
	return nil
}

// awaitWanted waits until the objects are as people want them, and no other is
// left.
func (w world) awaitWanted(want map[string]compute.RunStrategy) {
	w.t.Helper()
	var diff string
	err := wait.PollUntilContextTimeout(w.t.Context(), poll, 2*settle, true, func(ctx context.Context) (bool, error) {
		got := map[string]string{}
		all, err := w.list(ctx, w.client())
		for _, vm := range all {
			got[vm.Name] = "on the way: " + string(vm.Status.PowerState)
			if ready(&vm) || (vm.Status.PowerState == compute.PowerStopped && because(compute.ReasonHalted)(&vm)) {
				got[vm.Name] = string(vm.Spec.RunStrategy)
			}
			if vm.DeletionTimestamp != nil {
				got[vm.Name] = "being deleted"
			}
		}
		wanted := map[string]string{}
		for name, strategy := range want {
			wanted[name] = string(strategy)
		}
		diff = cmp.Diff(wanted, got)
		return diff == "" && err == nil, nil
	})
	if err != nil {
		w.t.Fatalf("the machines did not become what people want (-want +got):\n%s", diff)
	}
}

// wantDomains compares the domains that the hypervisors hold, and the QEMUs that
// run, with what people want.
func (w world) wantDomains(want map[string]compute.RunStrategy) {
	w.t.Helper()
	wanted, got := map[string]string{}, map[string]string{}
	for name, strategy := range want {
		vm := w.get(name)
		wanted[domainName(vm.UID)] = vm.Spec.Host + " " + string(strategy)
	}
	running := w.emulators()
	for _, host := range w.hosts() {
		for _, domain := range strings.Fields(w.virsh(host, "list", "--all", "--name")) {
			state := compute.RunHalted
			if running[domain] != 0 {
				state = compute.RunAlways
			}
			got[domain] += host + " " + string(state)
		}
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		w.t.Errorf("domains (-want +got):\n%s", diff)
	}
}
