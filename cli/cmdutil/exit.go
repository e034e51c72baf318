package cmdutil

import (
	"errors"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
)

// ExitCode is what a command tells the shell.
type ExitCode int

// Exit codes of ikpctl. They are part of its interface.
const (
	// ExitOK: done, and what was asked about is ready.
	ExitOK ExitCode = 0
	// ExitError: something went wrong.
	ExitError ExitCode = 1
	// ExitUsage: the command line is wrong.
	ExitUsage ExitCode = 2
	// ExitDenied: the platform refused, by a rule or for lack of rights.
	ExitDenied ExitCode = 3
	// ExitAuth: the platform does not know the user.
	ExitAuth ExitCode = 4
	// ExitPending: accepted, but not ready yet.
	ExitPending ExitCode = 8
)

// UsageError is a mistake in the command line.
type UsageError struct{ Err error }

func (e UsageError) Error() string { return e.Err.Error() }

// Unwrap gives the mistake itself.
func (e UsageError) Unwrap() error { return e.Err }

// PendingError says that something was accepted and is not ready.
type PendingError struct {
	// Object that is waited for, as kind/name.
	Object string
	// Message for people.
	Message string
	// Told says that a person knows already: only the exit code is left to give.
	Told bool
}

func (e PendingError) Error() string {
	if e.Message == "" {
		return e.Object + " is not ready"
	}
	return e.Message
}

// CodeOf is the exit code for an error; ExitOK for none.
func CodeOf(err error) ExitCode {
	var (
		usage   UsageError
		pending PendingError
	)
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &usage):
		return ExitUsage
	case errors.As(err, &pending):
		return ExitPending
	case apierrors.IsForbidden(err):
		return ExitDenied
	case apierrors.IsUnauthorized(err):
		return ExitAuth
	default:
		return ExitError
	}
}
