package main

import (
	"net"
	"testing"

	"github.com/govtech-kz/ikp/operators/isolation/trial"
)

func TestTellsWhatAnswersFromWhatDoesNot(t *testing.T) {
	open, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close() //nolint:errcheck // it ends with the test
	go greetAll(open)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	got := tryAll(t.Context(), []trial.Target{
		{Name: "control", Address: open.Addr().String()},
		{Name: "open", Address: open.Addr().String()},
		{Name: "closed", Address: closed.Addr().String()},
	})
	if !got[0].Reached || !got[1].Reached || got[2].Reached || got[2].Detail == "" {
		t.Errorf("outcomes %+v, want control and open reached, closed not and why", got)
	}
}

func TestRefusesWhatItDoesNotUnderstand(t *testing.T) {
	for _, args := range [][]string{nil, {"try"}, {"try", "control=a:1"}, {"try", "control=a:1", "x"}, {"listen", "8080"}} {
		if err := run(t.Context(), args); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}
