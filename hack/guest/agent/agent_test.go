package agent_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/govtech-kz/ikp/hack/guest/agent"
)

func TestServe(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ request, want string }{
		"answers a ping": {
			request: `{"execute":"guest-ping"}` + "\n",
			want:    `{"return":{}}` + "\n",
		},
		"answers a sync with its id": {
			request: `{"execute":"guest-sync","arguments":{"id":1700000000123}}` + "\n",
			want:    `{"return":1700000000123}` + "\n",
		},
		"answers a delimited sync after the sentinel": {
			request: "\xff" + `{"execute":"guest-sync-delimited","arguments":{"id":7}}` + "\n",
			want:    "\xff" + `{"return":7}` + "\n",
		},
		"forgets half a request when the sentinel comes": {
			request: `{"execute":"gue` + "\xff" + `{"execute":"guest-ping"}` + "\n",
			want:    `{"return":{}}` + "\n",
		},
		"says that it does not know a command": {
			request: `{"execute":"guest-exec"}` + "\n",
			want:    `{"error":{"class":"CommandNotFound","desc":"The command guest-exec has not been found"}}` + "\n",
		},
		"goes on after what is not JSON": {
			request: "hello\n\n" + `{"execute":"guest-ping"}` + "\n",
			want: `{"error":{"class":"GenericError","desc":"a request is one JSON object on a line"}}` + "\n" +
				`{"return":{}}` + "\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := channel{Reader: strings.NewReader(tc.request)}
			if err := agent.Serve(&c); err != nil {
				t.Fatalf("Serve: %v", err)
			}
			if diff := cmp.Diff(tc.want, c.written.String()); diff != "" {
				t.Errorf("answers (-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzServe(f *testing.F) {
	f.Add([]byte("\xff{\"execute\":\"guest-sync\",\"arguments\":{\"id\":1}}\n"))
	f.Fuzz(func(t *testing.T, requests []byte) {
		c := channel{Reader: bytes.NewReader(requests)}
		if err := agent.Serve(&c); err != nil && len(requests) < 64<<10 {
			t.Errorf("Serve: %v", err)
		}
	})
}

// channel is a virtio port on the other side of which requests wait.
type channel struct {
	io.Reader
	written bytes.Buffer
}

func (c *channel) Write(p []byte) (int, error) { return c.written.Write(p) }
