package cmdutil

import "github.com/govtech-kz/ikp/internal/text"

// groups are where a cause's reason code is looked up, most likely first.
var groups = []string{"compute", "tenancy", "finance"}

// lines are the labelled lines of a cause; what is not known is left out.
func (c Cause) lines(texts *text.Catalogue) [][2]string {
	entry := c.entry(texts)
	rule := c.Rule
	if rule == "" {
		rule = entry.Rule
	}
	var out [][2]string
	for _, line := range [][2]string{
		{"label-reason", c.title(entry)},
		{"label-text", c.Text},
		{"label-rule", rule},
		{"label-who", entry.Who},
		{"label-action", entry.Action},
	} {
		if line[1] != "" {
			out = append(out, [2]string{texts.Say(line[0]), line[1]})
		}
	}
	return out
}

// title is the code with its meaning. A lack of rights has no code of the API.
func (c Cause) title(entry text.Entry) string {
	switch {
	case c.Reason == noRight:
		return entry.Title
	case entry.Title == "":
		return c.Reason
	}
	return c.Reason + ": " + entry.Title
}

// entry explains the reason; empty when the catalogue does not know it.
func (c Cause) entry(texts *text.Catalogue) text.Entry {
	for _, g := range groups {
		if e, ok := texts.Reason(g, c.Reason); ok {
			return e
		}
	}
	return text.Entry{}
}
