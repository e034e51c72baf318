package site

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/internal/local/process"
)

func TestSetReplacesEveryValueOfAFlag(t *testing.T) {
	c := Command{process.Spec{Args: []string{"--host=a=1", "--hostile=x", "--host=b=2"}}}
	c.Set("--host", "c=3")
	c.Set("--new", "1", "2")
	if diff := cmp.Diff([]string{"--hostile=x", "--host=c=3", "--new=1", "--new=2"}, c.Args); diff != "" {
		t.Errorf("arguments (-want +got):\n%s", diff)
	}
	if got := c.Flag("--host"); got != "c=3" {
		t.Errorf("--host is %q, want c=3", got)
	}
	if got := c.Flag("--absent"); got != "" {
		t.Errorf("a flag that was not given is %q", got)
	}
}

func TestListReadsHowAProcessWasStarted(t *testing.T) {
	got, err := list(os.Getpid(), "cmdline")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(os.Args, got); diff != "" {
		t.Errorf("arguments (-want +got):\n%s", diff)
	}
}
