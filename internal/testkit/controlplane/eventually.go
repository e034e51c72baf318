package controlplane

import (
	"context"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
)

// Limits of waiting in a test.
const (
	// patience is generous: a loaded machine must not fail a right program.
	patience = time.Minute
	// glance is the pause between two looks.
	glance = 25 * time.Millisecond
)

// Eventually fails the test unless done becomes true within a minute. what ends
// the sentence "waited in vain until …".
func Eventually(t testing.TB, what string, done func() bool) {
	t.Helper()
	look := func(context.Context) (bool, error) { return done(), nil }
	if err := wait.PollUntilContextTimeout(t.Context(), glance, patience, true, look); err != nil {
		t.Fatalf("waited in vain until %s: %v", what, err)
	}
}
