package host

import (
	"fmt"
	"os"
	"strings"
)

// Debian's libvirt looks its QEMU user up before it reads that another is
// configured, and ends when there is none. The user comes with a package that
// would start libvirt on the machine, so each host gets it in its own view of
// these files.
const (
	account = "libvirt-qemu"
	// accountID is what Debian gives that user and group everywhere.
	accountID = "64055"
)

// accountFiles are the user databases and the lines they need.
var accountFiles = map[string]string{
	"/etc/passwd": account + ":x:" + accountID + ":" + accountID + "::/nonexistent:/usr/sbin/nologin\n",
	"/etc/group":  account + ":x:" + accountID + ":\n",
}

// addAccount lets the host see the account. Where the machine has it, nothing
// changes.
func (l Layout) addAccount() error {
	for file, line := range accountFiles {
		raw, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("reading %s: %w", file, err)
		}
		content, changed := withAccount(string(raw), line)
		if !changed {
			continue
		}
		own := l.path(strings.ReplaceAll(strings.TrimPrefix(file, "/"), "/", "-"))
		if err := os.WriteFile(own, []byte(content), 0o644); err != nil {
			return fmt.Errorf("writing the host's %s: %w", file, err)
		}
		if err := (bind{own, file}).mount(); err != nil {
			return err
		}
	}
	return nil
}

// withAccount adds the line unless the account exists.
func withAccount(file, line string) (string, bool) {
	for have := range strings.Lines(file) {
		if strings.HasPrefix(have, account+":") {
			return file, false
		}
	}
	if file != "" && !strings.HasSuffix(file, "\n") {
		file += "\n"
	}
	return file + line, true
}
