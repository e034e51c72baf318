package main

import (
	"context"
	"fmt"
	"net"

	"github.com/govtech-kz/ikp/operators/isolation/trial"
)

func listen(ctx context.Context) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", fmt.Sprintf(":%d", trial.Port))
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	context.AfterFunc(ctx, func() { listener.Close() }) //nolint:errcheck // it ends the loop
	greetAll(listener)
	return nil
}

func greetAll(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		conn.Write([]byte(trial.Greeting)) //nolint:errcheck // whoever hung up needs no greeting
		conn.Close()                       //nolint:errcheck // nothing follows
	}
}
