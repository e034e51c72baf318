package main

import (
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/sys/unix"
)

// console is the first serial port, one line at a time. Every line of ours
// begins with "ikp-guest: ".
type console struct {
	mu   sync.Mutex
	port io.Writer
}

// openConsole falls back to what the kernel opened for us.
func openConsole() *console {
	port, err := os.OpenFile("/dev/ttyS0", os.O_WRONLY|unix.O_NOCTTY, 0)
	if err != nil {
		return &console{port: os.Stdout}
	}
	return &console{port: port}
}

func (c *console) say(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	// There is nobody to tell when the console itself fails.
	_, _ = fmt.Fprintf(c.port, "ikp-guest: "+format+"\n", args...)
}

func (c *console) check(doing string, err error) {
	if err != nil {
		c.say("problem %s: %q", doing, err.Error())
	}
}
