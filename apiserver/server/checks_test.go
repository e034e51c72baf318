package server

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestReadinessIsThatOfTheWebhooks(t *testing.T) {
	for name, started := range map[string]error{
		"is ready with webhooks":                      nil,
		"is not ready before the webhooks are served": errors.New("not started"),
	} {
		t.Run(name, func(t *testing.T) {
			checks := readiness(func(*http.Request) error { return started })
			if len(checks) != 1 {
				t.Fatalf("%d checks, want that of the webhooks alone", len(checks))
			}
			err := checks[0].Check(httptest.NewRequest(http.MethodGet, "/readyz", nil))
			if !errors.Is(err, started) {
				t.Errorf("ready says %v, want %v", err, started)
			}
		})
	}
}
