package process

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const grace = 10 * time.Second

// sleeper is a program that runs until it is stopped.
func sleeper(t *testing.T, name string, script string) Spec {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	return Spec{Name: name, Path: sh, Args: []string{"-c", script}, Log: filepath.Join(t.TempDir(), "log")}
}

func started(t *testing.T, table Table, s Spec) *Record {
	t.Helper()
	r, err := table.Start(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.signal(syscall.SIGKILL); err != nil {
			t.Error(err)
		}
	})
	return r
}

func wantAlive(t *testing.T, r *Record, want bool) {
	t.Helper()
	got, err := r.Alive()
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("alive = %v, want %v", got, want)
	}
}

func TestStartAndStop(t *testing.T) {
	tests := map[string]string{
		"ends a program that listens":        "exec sleep 600",
		"kills a program that does not want": "trap '' TERM; while :; do read x < /dev/zero; done",
	}
	for name, script := range tests {
		t.Run(name, func(t *testing.T) {
			table := Table{Dir: t.TempDir()}
			r := started(t, table, sleeper(t, "part", script))
			wantAlive(t, r, true)
			found, err := table.Find("part")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(r, found); diff != "" {
				t.Errorf("the record was not kept (-want +got):\n%s", diff)
			}
			if err = table.Stop(t.Context(), "part", time.Second); err != nil {
				t.Fatal(err)
			}
			wantAlive(t, r, false)
			if found, err = table.Find("part"); err != nil || found != nil {
				t.Errorf("after the stop the record is %v, %v", found, err)
			}
		})
	}
}

func TestAReusedPidIsNeverKilled(t *testing.T) {
	tests := map[string]func(*Record){
		"of another start time": func(r *Record) { r.Started++ },
		"of another boot":       func(r *Record) { r.Boot = "another" },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			table := Table{Dir: t.TempDir()}
			innocent := started(t, table, sleeper(t, "part", "exec sleep 600"))
			stale := *innocent
			change(&stale)
			if err := table.put(&stale); err != nil {
				t.Fatal(err)
			}
			if err := table.Stop(t.Context(), "part", grace); err != nil {
				t.Fatal(err)
			}
			wantAlive(t, innocent, true)
		})
	}
}

func TestADeadProgramIsNoticed(t *testing.T) {
	table := Table{Dir: t.TempDir()}
	r := started(t, table, sleeper(t, "part", "exec sleep 600"))
	if err := syscall.Kill(r.PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := r.gone(t.Context(), grace); err != nil {
		t.Fatal(err)
	}
}

func TestOutputGoesToTheLog(t *testing.T) {
	table := Table{Dir: t.TempDir()}
	s := sleeper(t, "part", "echo hello; echo bye >&2")
	if err := started(t, table, s).gone(t.Context(), grace); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(s.Log)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(raw); got != "hello\nbye\n" {
		t.Errorf("log = %q, want hello and bye", got)
	}
}

func TestSweepEndsWhatHasNoRecord(t *testing.T) {
	table := Table{Dir: t.TempDir()}
	const mark = "IKP_TEST_SWEEP=this"
	ours, other := sleeper(t, "ours", "exec sleep 600"), sleeper(t, "other", "exec sleep 600")
	ours.Env, other.Env = []string{"A=b", mark}, []string{mark + "-not"}
	lost, stranger := started(t, table, ours), started(t, table, other)
	if err := table.drop("ours"); err != nil {
		t.Fatal(err)
	}
	if err := Sweep(t.Context(), mark, grace); err != nil {
		t.Fatal(err)
	}
	wantAlive(t, lost, false)
	wantAlive(t, stranger, true)
}

func TestFingerprint(t *testing.T) {
	base := sleeper(t, "part", "true")
	tests := map[string]struct {
		change func(*Spec)
		same   bool
	}{
		"is the same for the same command": {change: func(*Spec) {}, same: true},
		"differs for another argument":     {change: func(s *Spec) { s.Args = []string{"-c", "false"} }},
		"ignores where the log lies":       {change: func(s *Spec) { s.Log = "/elsewhere" }, same: true},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			other := base
			tc.change(&other)
			one, err := base.Fingerprint()
			if err != nil {
				t.Fatal(err)
			}
			two, err := other.Fingerprint()
			if err != nil {
				t.Fatal(err)
			}
			if (one == two) != tc.same {
				t.Errorf("same = %v, want %v", one == two, tc.same)
			}
		})
	}
}

func TestParseStat(t *testing.T) {
	fields := strings.Repeat("0 ", 18)
	tests := map[string]struct {
		line    string
		want    identity
		wantErr bool
	}{
		"reads the start time":                             {line: "42 (sh) S " + fields + "77 0 0", want: identity{started: 77}},
		"is not fooled by a name with brackets and blanks": {line: "42 (a) S 1 (b) Z " + fields + "99 0", want: identity{started: 99, zombie: true}},
		"refuses a line that is too short":                 {line: "42 (sh) S 1", wantErr: true},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := parseStat([]byte(tc.line))
			if (err != nil) != tc.wantErr {
				t.Fatalf("error = %v, want one: %v", err, tc.wantErr)
			}
			if got != tc.want {
				t.Errorf("got %+v, want %+v", got, tc.want)
			}
		})
	}
}
