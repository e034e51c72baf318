package cmdutil

// Colours paint text for a terminal. The zero value paints nothing.
type Colours struct{ on bool }

// Bold is for headings.
func (c Colours) Bold(s string) string { return c.paint("1", s) }

// Good is for what is as it should be.
func (c Colours) Good(s string) string { return c.paint("32", s) }

// Bad is for what is refused or broken.
func (c Colours) Bad(s string) string { return c.paint("31", s) }

// Doubtful is for what nobody knows yet.
func (c Colours) Doubtful(s string) string { return c.paint("33", s) }

// Status paints the status of a condition: True, False or Unknown.
func (c Colours) Status(s string) string {
	switch s {
	case "True":
		return c.Good(s)
	case "False":
		return c.Bad(s)
	case "Unknown":
		return c.Doubtful(s)
	}
	return s
}

func (c Colours) paint(code, s string) string {
	if !c.on || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
