package api

import (
	"strings"
	"testing"
	"time"
)

// at is a moment of the test's minute.
func at(second int) time.Time { return time.Date(2026, 11, 22, 12, 0, second, 0, time.UTC) }

const log = `{"kind":"Event","stage":"ResponseComplete","verb":"create","user":{"username":"local-admin"},"objectRef":{"resource":"virtualmachines","namespace":"n","name":"m"},"responseStatus":{"code":201},"stageTimestamp":"2026-11-22T12:00:01.000000Z"}
{"verb":"patch","user":{"username":"ikp:controllers"},"objectRef":{"resource":"virtualmachines","namespace":"n","name":"m","subresource":"status"},"responseStatus":{"code":200},"stageTimestamp":"2026-11-22T12:00:02.000000Z"}
{"verb":"patch","user":{"username":"ikp:controllers"},"objectRef":{"resource":"virtualmachines","namespace":"n","name":"o","subresource":"status"},"responseStatus":{"code":200},"stageTimestamp":"2026-11-22T12:00:02.500000Z"}
{"verb":"update","user":{"username":"ikp:host:a"},"objectRef":{"resource":"leases","namespace":"n","name":"a"},"responseStatus":{"code":409},"stageTimestamp":"2026-11-22T12:00:03.000000Z"}
`

func TestParseTakesATimeOfTheLog(t *testing.T) {
	for name, tc := range map[string]struct {
		from, to int
		want     string
	}{
		"everything":                       {0, 9, "2 × ikp:controllers patch virtualmachines/status, 1 × ikp:host:a update leases (refused with 409), 1 × local-admin create virtualmachines"},
		"after the first until the second": {1, 2, "1 × ikp:controllers patch virtualmachines/status"},
		"nothing":                          {8, 9, "none"},
	} {
		writes, err := parse(strings.NewReader(log), at(tc.from), at(tc.to))
		if got := count(writes).String(); err != nil || got != tc.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, tc.want)
		}
	}
}

func TestParseTellsAWriteThatChangedNothing(t *testing.T) {
	const line = `{"verb":"patch","user":{"username":"u"},"objectRef":{"resource":"virtualmachines","name":"m"},"responseStatus":{"code":200},` +
		`"responseObject":{"metadata":{"resourceVersion":"7"}},"stageTimestamp":"2026-11-22T12:00:01.000000Z"}` + "\n"
	writes, err := parse(strings.NewReader(line+line+strings.Replace(line, `"7"`, `"8"`, 1)), at(0), at(9))
	const want = "2 × u patch virtualmachines, 1 × u patch virtualmachines (changed nothing)"
	if got := count(writes).String(); err != nil || got != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}

func TestParseRefusesWhatIsNoLog(t *testing.T) {
	if _, err := parse(strings.NewReader("{"), at(0), at(9)); err == nil {
		t.Error("half a line was taken")
	}
}

func TestOnlyTellsLeasesAndRefusalsApart(t *testing.T) {
	writes, err := parse(strings.NewReader(log), at(0), at(9))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(only(writes, not(of(leases)))); got != 3 {
		t.Errorf("%d writes are of no lease, want 3", got)
	}
	if got := len(only(writes, stored)); got != 3 {
		t.Errorf("%d writes were stored, want 3", got)
	}
	if got := len(writes); got != 4 {
		t.Errorf("choosing changed the list itself: %d writes, want 4", got)
	}
}

func TestWhatIsAskedOfTheAggregatedAPIIsNoWrite(t *testing.T) {
	const forwarded = `{"verb":"patch","user":{"username":"ikp:host:a"},"objectRef":{"apiGroup":"subresources.ikp.gov.kz","resource":"hostedmachines","namespace":"n","name":"m","subresource":"status"},"responseStatus":{"code":200},"stageTimestamp":"2026-11-22T12:00:01.000000Z"}
{"verb":"patch","user":{"username":"ikp:apiserver"},"objectRef":{"apiGroup":"compute.ikp.gov.kz","resource":"virtualmachines","namespace":"n","name":"m","subresource":"status"},"responseStatus":{"code":200},"stageTimestamp":"2026-11-22T12:00:01.000000Z"}
`
	writes, err := parse(strings.NewReader(forwarded), at(0), at(9))
	if err != nil {
		t.Fatal(err)
	}
	if got := count(only(writes, stored)).String(); got != "1 × ikp:apiserver patch virtualmachines/status" {
		t.Errorf("stored: %s, want the one write of ikp-apiserver", got)
	}
	if got := count(untilReady(writes, map[string]time.Time{"m": at(9)})).String(); got != "1 × ikp:apiserver patch virtualmachines/status" {
		t.Errorf("until ready: %s, want the one write of ikp-apiserver", got)
	}
	if got := len(only(writes, asked)); got != 1 {
		t.Errorf("%d requests asked, want the agent's", got)
	}
}

func TestUntilReadyCountsWhatNamesTheMachine(t *testing.T) {
	writes, err := parse(strings.NewReader(log), at(0), at(9))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(untilReady(writes, map[string]time.Time{"m": at(9), "o": at(2)})); got != 2 {
		t.Errorf("%d writes until ready, want 2", got)
	}
}
