package server_test

import (
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
	controlplane.Eventually(t, "the repeated batch is acknowledged", func() bool {
		again = w.batch()
		return w.host().Create(t.Context(), again) == nil
	})
	if again.Acknowledged != 2 {
		t.Errorf("acknowledged %d, want 2", again.Acknowledged)
	}
	w.showsStatements(t)
}

func (w *world) endsWhenAsked(t *testing.T) {
	w.agent(t)
	var body io.ReadCloser
	controlplane.Eventually(t, "the log is followed", func() bool {
		var err error
		body, err = w.log(t, "web-1", "?follow=true", "arman", "ikp:agency:minfin:developer")
		return err == nil
	})
	defer func() { _ = body.Close() }()
	firstLine(t, body)
	w.stop(t)
}

// ready waits for the probe that has no TLS.
func (w *world) ready(t *testing.T) {
	t.Helper()
	url := fmt.Sprintf("http://127.0.0.1:%d/readyz", w.health)
	controlplane.Eventually(t, "ikp-apiserver is ready", func() bool {
		resp, err := http.Get(url)
		if err != nil {
			return false
		}
		defer func() { _ = resp.Body.Close() }()
		return resp.StatusCode == http.StatusOK
	})
}
