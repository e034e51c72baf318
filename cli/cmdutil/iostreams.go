package cmdutil

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// IOStreams are where a command reads and writes. Data goes to Out, talk to Err.
type IOStreams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer

	outTerminal, errTerminal bool
	noColour                 bool
}

// SystemIO are the streams of the process. NO_COLOR turns colour off.
func SystemIO() *IOStreams {
	return &IOStreams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		outTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		errTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		noColour:    os.Getenv("NO_COLOR") != "",
	}
}

// TestIO are streams in memory, none of them a terminal.
func TestIO() (streams *IOStreams, in, out, errOut *bytes.Buffer) {
	in, out, errOut = &bytes.Buffer{}, &bytes.Buffer{}, &bytes.Buffer{}
	return &IOStreams{In: in, Out: out, Err: errOut}, in, out, errOut
}

// Tell writes a line of talk to Err. Nobody is left to tell when that fails, and
// the work goes on.
func (s *IOStreams) Tell(format string, args ...any) {
	_, _ = fmt.Fprintf(s.Err, format+"\n", args...)
}

// OutIsTerminal reports whether a person reads Out directly.
func (s *IOStreams) OutIsTerminal() bool { return s.outTerminal }

// ErrIsTerminal reports whether a person watches Err: only then may progress
// rewrite lines.
func (s *IOStreams) ErrIsTerminal() bool { return s.errTerminal }

// OutColours are the colours for Out; they do nothing unless it is a terminal.
func (s *IOStreams) OutColours() Colours { return Colours{on: s.outTerminal && !s.noColour} }

// ErrColours are the colours for Err; they do nothing unless it is a terminal.
func (s *IOStreams) ErrColours() Colours { return Colours{on: s.errTerminal && !s.noColour} }
