package inventory

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// label is what is said of a list.
type label struct {
	// name to call it by, title of the document, date of it (YYYY-MM-DD).
	name, title, date string
}

// labelsOf gives each list its label: the file's name where nothing is said.
func labelsOf(files, sources []string) ([]label, error) {
	all := make([]label, len(files))
	taken := map[string]bool{platformList: true}
	for i, path := range files {
		all[i].name = filepath.Base(path)
		if i < len(sources) {
			if err := all[i].read(sources[i]); err != nil {
				return nil, err
			}
		}
		if taken[all[i].name] {
			return nil, fmt.Errorf("two lists are called %q: name them apart with --source name=…", all[i].name)
		}
		taken[all[i].name] = true
	}
	return all, nil
}

// read takes name=…,title=…,date=… in any order. A title may have commas: what
// follows one and is no known word belongs to it.
func (l *label) read(source string) error {
	fields := map[string]*string{"name": &l.name, "title": &l.title, "date": &l.date}
	var last *string
	for _, part := range strings.Split(source, ",") {
		key, value, ok := strings.Cut(part, "=")
		target, known := fields[strings.TrimSpace(key)]
		switch {
		case ok && known:
			*target, last = strings.TrimSpace(value), target
		case last == &l.title:
			l.title += "," + part
		default:
			return fmt.Errorf("--source %q: write name=…,title=…,date=YYYY-MM-DD", source)
		}
	}
	if l.name == "" {
		return fmt.Errorf("--source %q leaves the name empty", source)
	}
	if l.date != "" {
		if _, err := time.Parse(time.DateOnly, l.date); err != nil {
			return fmt.Errorf("--source %q: date is no day: write YYYY-MM-DD", source)
		}
	}
	return nil
}
