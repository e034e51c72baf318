package server_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func (w *world) survivesKill(t *testing.T) {
	w.kill(t)
	if err := w.host().Create(t.Context(), w.batch()); err == nil {
		t.Error("a batch was acknowledged by a dead server")
	}
	w.start(t)
	w.ready(t)
	var again *subresources.UsageBatch
	eventually(t, "the repeated batch is acknowledged", func() error {
		again = w.batch()
		return w.host().Create(t.Context(), again)
	})
	if again.Acknowledged != 2 {
		t.Errorf("acknowledged %d, want 2", again.Acknowledged)
	}
	w.showsStatements(t)
}

func (w *world) endsWhenAsked(t *testing.T) {
	w.agent(t)
	var body io.ReadCloser
	eventually(t, "the log is followed", func() (err error) {
		body, err = w.log(t, "web-1", "?follow=true", "arman", "ikp:agency:minfin:developer")
		return err
	})
	defer func() { _ = body.Close() }()
	firstLine(t, body)
	w.stop(t)
}

// ready waits for the probe that has no TLS.
func (w *world) ready(t *testing.T) {
	t.Helper()
	url := fmt.Sprintf("http://127.0.0.1:%d/readyz", w.health)
	eventually(t, "ikp-apiserver is ready", func() error {
		resp, err := http.Get(url)
		if err != nil {
			return err
		}
		defer func() { _ = resp.Body.Close() }()
		if resp.StatusCode != http.StatusOK {
			return errors.New(resp.Status)
		}
		return nil
	})
}

// eventually fails the test, with the last error, unless try succeeds in time.
func eventually(t *testing.T, what string, try func() error) {
	t.Helper()
	var err error
	defer func() {
		if err != nil {
			t.Logf("the last error: %v", err)
		}
	}()
	controlplane.Eventually(t, what, func() bool {
		err = try()
		return err == nil
	})
}
