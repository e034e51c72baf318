package inventory

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// glance is how often namespaces are looked for.
const glance = 250 * time.Millisecond

// importer brings records to the platform.
type importer struct {
	api      client.Client
	present  present
	progress progress
	patience time.Duration
}

// rehearse lets the API server judge every record without writing it. A record
// that it refuses refuses the import.
func (i importer) rehearse(ctx context.Context, r records, report *Report) error {
	rehearsal := *report
	if err := i.applyAll(ctx, "checking agencies", r.agencies, &rehearsal, &rehearsal.Agencies, client.DryRunAll); err != nil {
		return err
	}
	if err := i.applyAll(ctx, "checking systems", r.systems, &rehearsal, &rehearsal.Systems, client.DryRunAll); err != nil {
		return err
	}
	refused := rehearsal.errors()
	if refused > 0 {
		report.Problems = rehearsal.Problems
		return fmt.Errorf("nothing was imported; refusals of the platform: %d", refused)
	}
	if report.DryRun {
		*report = rehearsal
	}
	return nil
}

func (i importer) write(ctx context.Context, r records, report *Report) error {
	if err := i.applyAll(ctx, "importing agencies", r.agencies, report, &report.Agencies); err != nil {
		return err
	}
	if err := i.awaitNamespaces(ctx, r.systems); err != nil {
		return err
	}
	if err := i.applyAll(ctx, "importing systems", r.systems, report, &report.Systems); err != nil {
		return err
	}
	if n := report.errors(); n > 0 {
		return fmt.Errorf("refusals of the platform since its check: %d; the other records are imported: mend these and import again", n)
	}
	return nil
}

func (i importer) applyAll(ctx context.Context, doing string, list []record, report *Report, count *Count, opts ...client.ApplyOption) error {
	defer i.progress.end()
	for n, r := range list {
		i.progress.step(doing, n+1, len(list))
		a, err := i.apply(ctx, r, opts...)
		if err != nil {
			if !report.blame(r, err) {
				return fmt.Errorf("%s: row %d, %q: %w", doing, r.row, r.object.GetName(), err)
			}
			continue
		}
		count.add(a.outcome)
		for _, k := range a.kept {
			report.keep(k)
		}
	}
	return nil
}

// awaitNamespaces waits for the tenant operator to make the agencies' namespaces.
func (i importer) awaitNamespaces(ctx context.Context, systems []record) error {
	defer i.progress.end()
	missing := ""
	err := wait.PollUntilContextTimeout(ctx, glance, i.patience, true, func(ctx context.Context) (bool, error) {
		active, err := activeNamespaces(ctx, i.api)
		if err != nil {
			return false, err
		}
		ready := 0
		for _, s := range systems {
			if active[s.object.GetNamespace()] {
				ready++
			} else {
				missing = s.object.GetNamespace()
			}
		}
		i.progress.step("systems whose agency has its namespace", ready, len(systems))
		return ready == len(systems), nil
	})
	if err != nil && ctx.Err() == nil && missing != "" {
		return fmt.Errorf("waiting for namespace %q: %w; the agencies are imported: see that ikp-operators runs and import again", missing, err)
	}
	return err
}
