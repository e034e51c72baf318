package api

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// write is one line of the audit log.
type write struct {
	Verb string `json:"verb"`
	User struct {
		Username string `json:"username"`
	} `json:"user"`
	Object struct {
		Group       string `json:"apiGroup"`
		Resource    string `json:"resource"`
		Subresource string `json:"subresource"`
		Namespace   string `json:"namespace"`
		Name        string `json:"name"`
	} `json:"objectRef"`
	Response struct {
		Code int `json:"code"`
	} `json:"responseStatus"`
	Answer struct {
		Metadata struct {
			ResourceVersion string `json:"resourceVersion"`
		} `json:"metadata"`
	} `json:"responseObject"`
	// At is when the answer was complete.
	At time.Time `json:"stageTimestamp"`
	// Idle: the object is as it was before. It is known of machines alone.
	Idle bool `json:"-"`
}

// Resources that are counted by themselves.
const (
	leases = "leases"
	events = "events"
)

// longestLine of an audit log, in bytes.
const longestLine = 1 << 20

// readAudit is what the audit log holds of a time: after from, not after to.
func readAudit(path string, from, to time.Time) ([]write, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the audit log: %w", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	return parse(f, from, to)
}

func parse(log io.Reader, from, to time.Time) ([]write, error) {
	var all []write
	versions := map[string]string{}
	lines := bufio.NewScanner(log)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		var w write
		if err := json.Unmarshal(lines.Bytes(), &w); err != nil {
			return nil, fmt.Errorf("reading the audit log: %w", err)
		}
		if version := w.Answer.Metadata.ResourceVersion; version != "" {
			object := w.Object.Resource + "/" + w.Object.Namespace + "/" + w.Object.Name
			w.Idle = versions[object] == version
			versions[object] = version
		}
		if w.At.After(from) && !w.At.After(to) {
			all = append(all, w)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading the audit log: %w", err)
	}
	return all, nil
}

// kind is the resource with its subresource: virtualmachines/status.
func (w write) kind() string {
	if w.Object.Subresource == "" {
		return w.Object.Resource
	}
	return w.Object.Resource + "/" + w.Object.Subresource
}

// asked: it went to the aggregated API, which stores nothing. What it has the API
// server store in turn is a write of its own.
func (w write) asked() bool { return w.Object.Group == subresources.GroupVersion.Group }

// refused: nothing was written.
func (w write) refused() bool { return w.Response.Code >= http.StatusBadRequest }
