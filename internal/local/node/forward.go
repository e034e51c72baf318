package node

import (
	"fmt"
	"io"
	"net"
	"time"
)

// dialTimeout bounds the way to the API server on the same machine.
const dialTimeout = 5 * time.Second

// forwardAPI lets the node reach the API server, which listens on the machine's
// loopback alone: a connection is taken in the node's network and handed on in
// the machine's.
func (l Layout) forwardAPI(s *space) error {
	var listener net.Listener
	err := s.do(func() (err error) {
		listener, err = net.Listen("tcp4", ServiceAddress)
		return err
	})
	if err != nil {
		return fmt.Errorf("listening for the API server: %w", err)
	}
	go serve(listener, func(in net.Conn) {
		out, err := net.DialTimeout("tcp", l.API, dialTimeout)
		if err != nil {
			return // the client sees the end of its connection and comes again
		}
		defer out.Close() //nolint:errcheck // both ends are done
		join(in.(*net.TCPConn), out.(*net.TCPConn))
	})
	return nil
}

// beOutside listens on the machine's end of the cable and says nothing.
func (l Layout) beOutside() error {
	listener, err := net.Listen("tcp4", l.Outside())
	if err != nil {
		return fmt.Errorf("listening outside of the node: %w", err)
	}
	go serve(listener, func(net.Conn) {})
	return nil
}

func serve(listener net.Listener, handle func(net.Conn)) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return // the listener ends with the process
		}
		go func() {
			defer conn.Close() //nolint:errcheck // it is done
			handle(conn)
		}()
	}
}

// join copies both ways until both are done.
func join(a, b *net.TCPConn) {
	done := make(chan struct{}, 2)
	way := func(to, from *net.TCPConn) {
		io.Copy(to, from) //nolint:errcheck // an end is an end
		to.CloseWrite()   //nolint:errcheck // it may be closed already
		done <- struct{}{}
	}
	go way(a, b)
	go way(b, a)
	<-done
	<-done
}
