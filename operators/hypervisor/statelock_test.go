package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestOneProcessWorksInAStateFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "state")
	first, err := lockState(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = lockState(dir)
	if want := "process " + strconv.Itoa(os.Getpid()) + ","; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("a second lock: %v, want a refusal that names %q", err, want)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := lockState(dir)
	if err != nil {
		t.Fatalf("after the first process ended: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}
