package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"k8s.io/apimachinery/pkg/types"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// entry is one line of the file; exactly one field is set. The first is a head.
type entry struct {
	Head       *head                         `json:"head,omitempty"`
	Transition *subresources.UsageTransition `json:"transition,omitempty"`
	Forgotten  types.UID                     `json:"forgotten,omitempty"`
	// Acknowledged is how far the ledger is from here on: back, too, when it was
	// restored from a backup.
	Acknowledged *int64 `json:"acknowledged,omitempty"`
}

// head begins a file: which journal it is and how far it was when the file was
// last rewritten.
type head struct {
	Journal      types.UID `json:"journal"`
	Sequence     int64     `json:"sequence"`
	Acknowledged int64     `json:"acknowledged"`
	// Oldest is the number from which on all transitions follow.
	Oldest int64 `json:"oldest"`
}

// parse reads a journal. A last line without its end was being written when the
// power failed: nobody has heard of it, and it does not count.
func parse(raw []byte) (book, error) {
	b := newBook()
	for number := 1; ; number++ {
		line, rest, complete := bytes.Cut(raw, []byte{'\n'})
		if !complete && !b.whole() {
			return book{}, errors.New("transitions are missing that its head counts")
		}
		if !complete {
			return b, nil
		}
		var e entry
		err := json.Unmarshal(line, &e)
		if err == nil {
			err = b.replay(e)
		}
		if err != nil {
			return book{}, fmt.Errorf("line %d is damaged: %w", number, err)
		}
		raw = rest
	}
}

func (e entry) line() ([]byte, error) {
	raw, err := json.Marshal(e)
	return append(raw, '\n'), err
}
