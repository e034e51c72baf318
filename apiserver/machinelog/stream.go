package machinelog

import (
	"context"
	"io"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// mediaType of a log.
const mediaType = "text/plain"

// stream is a log that is fetched when the answer is written.
type stream struct {
	agents   *Agents
	host     *compute.Host
	vm       *compute.VirtualMachine
	options  *subresources.VirtualMachineLogOptions
	stopping <-chan struct{}
}

var (
	_ runtime.Object        = (*stream)(nil)
	_ rest.ResourceStreamer = (*stream)(nil)
)

// GetObjectKind says that a stream has no kind.
func (s *stream) GetObjectKind() schema.ObjectKind { return schema.EmptyObjectKind }

// DeepCopyObject is never called: a stream is written once.
func (s *stream) DeepCopyObject() runtime.Object { panic("machinelog: a stream cannot be copied") }

// InputStream opens the log. A log that is followed is flushed line by line.
func (s *stream) InputStream(ctx context.Context, _, _ string) (io.ReadCloser, bool, string, error) {
	ctx, cancel := context.WithCancel(ctx)
	body, err := s.agents.log(ctx, s.host, s.vm, s.options)
	if err != nil {
		cancel()
		return nil, false, "", err
	}
	go func() {
		defer cancel()
		select {
		case <-s.stopping:
		case <-ctx.Done():
		}
	}()
	return &cancelling{ReadCloser: body, cancel: cancel}, s.options.Follow, mediaType, nil
}

// cancelling ends the request to the agent with the stream.
type cancelling struct {
	io.ReadCloser
	cancel context.CancelFunc
}

// Close ends the stream.
func (c *cancelling) Close() error {
	defer c.cancel()
	return c.ReadCloser.Close()
}
