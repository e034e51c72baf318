//go:build e2e

package e2e

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	eventsv1 "k8s.io/api/events/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

func itoa(n int) string { return strconv.Itoa(n) }

func told(ctx context.Context, c client.Client, name, reason string) (bool, error) {
	all := &eventsv1.EventList{}
	err := c.List(ctx, all)
	for _, e := range all.Items {
		if e.Regarding.Name == name && e.Reason == reason {
			return true, nil
		}
	}
	return false, err
}

func (w world) ledgerFile() string { return filepath.Join(w.dir, "ledger.db") }

func (w world) ledgerOutageDrill() {
	before := w.run("steady")
	running := w.emulators()

	unlock := w.lockLedger()
	w.create(tiny("while-locked").Obj())
	w.awaitVM("while-locked", "waiting for the ledger", awaitsLedger)
	w.wantUntouched(before, running)
	unlock()
	w.awaitVM("while-locked", "ready", ready)

	if err := os.Rename(w.ledgerFile(), w.ledgerFile()+".away"); err != nil {
		w.t.Fatal(err)
	}
	w.create(tiny("while-gone").Obj())
	w.awaitVM("while-gone", "waiting for the ledger", awaitsLedger)
	w.wantStatementUnavailable()
	if err := os.Rename(w.ledgerFile()+".away", w.ledgerFile()); err != nil {
		w.t.Fatal(err)
	}
	w.awaitVM("while-gone", "ready", ready)
	w.wantUntouched(before, running)
	w.awaitUsed(sum(3))
}

// lockLedger holds the write lock as another process would.
func (w world) lockLedger() (unlock func()) {
	w.t.Helper()
	db, err := sql.Open("sqlite", "file:"+w.ledgerFile()+"?_pragma=busy_timeout(60000)")
	if err != nil {
		w.t.Fatal(err)
	}
	conn, err := db.Conn(w.t.Context())
	if err == nil {
		_, err = conn.ExecContext(w.t.Context(), "BEGIN IMMEDIATE")
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return func() {
		if _, err := conn.ExecContext(w.t.Context(), "ROLLBACK"); err != nil {
			w.t.Error(err)
		}
		if err := conn.Close(); err != nil {
			w.t.Error(err)
		}
		_ = db.Close()
	}
}

// wantStatementUnavailable asks for a statement and expects a refusal that says
// what is the matter.
func (w world) wantStatementUnavailable() {
	w.t.Helper()
	s := &subresources.StatementView{}
	err := w.client().Get(w.t.Context(), client.ObjectKey{
		Namespace: tenancy.AgencyNamespace(agency), Name: time.Now().UTC().Format("2006-01"),
	}, s)
	if !apierrors.IsServiceUnavailable(err) || !strings.Contains(err.Error(), "the ledger") {
		w.t.Errorf("the statement without a ledger: %v", err)
	}
}

func (w world) ledgerRestoreDrill() {
	kept := w.run("kept")
	w.awaitMetered(kept)
	w.stop(syscall.SIGTERM, "ikp-controllers", "ikp-apiserver")
	backup := filepath.Join(w.dir, "ledger-backup.db")
	w.copyFolder(w.ledgerFile(), backup)
	w.up()

	lost := w.run("lost")
	w.setStrategy("lost", compute.RunHalted)
	w.awaitVM("lost", "halted", because(compute.ReasonHalted))
	w.setStrategy("lost", compute.RunAlways)
	w.awaitVM("lost", "ready again", ready)
	w.awaitMetered(lost)
	running := w.emulators()
	w.stop(syscall.SIGTERM, "ikp-hypervisor-host-a", "ikp-hypervisor-host-b", "ikp-controllers", "ikp-apiserver")
	for _, leftover := range []string{"-wal", "-shm"} {
		if err := os.RemoveAll(w.ledgerFile() + leftover); err != nil {
			w.t.Fatal(err)
		}
	}
	w.copyFolder(backup, w.ledgerFile())
	w.up()

	w.awaitUsed(sum(2))
	w.awaitTold(lost, finance.ReasonReservationRestored)
	later := w.run("later")
	for _, vm := range []*compute.VirtualMachine{kept, lost, later} {
		w.awaitMetered(vm)
	}
	w.awaitTold(&compute.Host{ObjectMeta: namedHost(lost.Spec.Host)}, finance.ReasonLedgerBehind)
	w.wantUntouched(kept, running)
	w.wantUntouched(lost, running)
	w.wantAccounted(kept, lost, later)
	w.awaitUsed(sum(3))
}

// awaitMetered waits until the ledger counts a machine as running, once.
func (w world) awaitMetered(vm *compute.VirtualMachine) {
	w.t.Helper()
	w.await("machine "+vm.Name+" to be metered", func(ctx context.Context, _ client.Client) (bool, error) {
		db, err := sql.Open("sqlite", "file:"+w.ledgerFile()+"?mode=ro&_pragma=busy_timeout(10000)")
		if err != nil {
			return false, err
		}
		defer db.Close() //nolint:errcheck // it was only read
		var open int
		err = db.QueryRowContext(ctx, `SELECT COUNT(*) FROM usage_intervals WHERE machine = ? AND state = 'Running' AND ended_at IS NULL`,
			string(vm.UID)).Scan(&open)
		return open == 1, err
	})
}
