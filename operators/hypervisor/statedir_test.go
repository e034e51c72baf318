package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func opened(t *testing.T, dir string) *stateDir {
	t.Helper()
	s, err := openState(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestOneProcessWorksInAStateFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "state")
	first := opened(t, dir)
	_, err := openState(dir)
	if want := "process " + strconv.Itoa(os.Getpid()) + ","; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("a second lock: %v, want a refusal that names %q", err, want)
	}
	if err := first.close(); err != nil {
		t.Fatal(err)
	}
	again := opened(t, dir)
	if again.identity != first.identity {
		t.Errorf("the next process is %q, the first was %q: it waits for its own lease to run out", again.identity, first.identity)
	}
	if err := again.close(); err != nil {
		t.Fatal(err)
	}
}

func TestACopyOfAStateFolderIsSomebodyElse(t *testing.T) {
	t.Parallel()
	dir, other := t.TempDir(), t.TempDir()
	first := opened(t, dir)
	if err := os.CopyFS(filepath.Join(other, "copy"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	second := opened(t, filepath.Join(other, "copy"))
	if first.identity == second.identity {
		t.Errorf("both are %q and would hold one lease together", first.identity)
	}
	for _, s := range []*stateDir{first, second} {
		if err := s.close(); err != nil {
			t.Error(err)
		}
	}
}
