package facts

import (
	"fmt"
	"slices"
	"strings"

	migrationapi "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/calendar"
)

// Turn says whom a migration waits for and since when; empty: nobody.
func Turn(obstacles []migrationapi.Obstacle) string {
	var waits []string
	for _, o := range obstacles {
		if o.Party == "" {
			continue
		}
		who := fmt.Sprintf("%s since %s", o.Party, calendar.Day(o.Since.Time))
		if !slices.Contains(waits, who) {
			waits = append(waits, who)
		}
	}
	if len(waits) == 0 {
		return ""
	}
	return fmt.Sprintf("gate %s waits for %s", obstacles[0].Gate, strings.Join(waits, ", "))
}

// HeldBy says which party holds the open step of an integration and since when.
func HeldBy(s migrationapi.IntegrationRequestStatus) string {
	for _, r := range s.Steps {
		if r.Step == s.Step && r.DoneAt == nil && r.Since != nil {
			return fmt.Sprintf("step %s is held by %s since %s", r.Step, r.Party, calendar.Day(r.Since.Time))
		}
	}
	return ""
}
