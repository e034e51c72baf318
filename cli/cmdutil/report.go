package cmdutil

import (
	"errors"
	"fmt"
)

// Report tells a person on Err what went wrong and gives the exit code.
func Report(f *Factory, err error) ExitCode {
	code := CodeOf(err)
	if code == ExitOK {
		return code
	}
	var pending PendingError
	if errors.As(err, &pending) && pending.Told {
		return code
	}
	if refusal, ok := RefusalOf(err); ok {
		refusal.Write(f.IO.Err, f.IO.ErrColours(), f.Texts())
		return code
	}
	var usage UsageError
	hint := ""
	if errors.As(err, &usage) {
		hint = "\n" + f.Texts().Say("usage-hint", "command", f.Name)
	}
	fmt.Fprintf(f.IO.Err, "%s %s%s\n", f.IO.ErrColours().Bad(f.Texts().Say("error-heading")), err, hint)
	return code
}
