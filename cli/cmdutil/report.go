package cmdutil

import (
	"errors"
)

// Report tells a person on Err what went wrong and gives the exit code. A
// terminal that is gone changes nothing about the code.
func Report(f *Factory, err error) ExitCode {
	code := CodeOf(err)
	var pending PendingError
	if code == ExitOK || (errors.As(err, &pending) && pending.Told) {
		return code
	}
	if refusal, ok := RefusalOf(err); ok {
		_ = refusal.Write(f.IO.Err, f.IO.ErrColours(), f.Texts())
		return code
	}
	f.IO.Tell("%s %v", heading(f, code), err)
	_ = FailureOf(err, f.Texts()).write(f.IO.Err, f.IO.ErrColours(), f.Texts())
	switch code {
	case ExitUsage:
		f.IO.Tell("%s", f.Texts().Say("usage-hint", "command", f.Name))
	case ExitAuth:
		f.IO.Tell("%s", f.Texts().Say("auth-hint"))
	}
	return code
}

func heading(f *Factory, code ExitCode) string {
	if code == ExitPending {
		return f.IO.ErrColours().Doubtful(f.Texts().Say("pending-heading"))
	}
	return f.IO.ErrColours().Bad(f.Texts().Say("error-heading"))
}
