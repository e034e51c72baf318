package text

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"sigs.k8s.io/yaml"
)

//go:embed en.yaml ru.yaml kk.yaml
var files embed.FS

// Entry explains one reason of the API.
type Entry struct {
	// Title names the situation in a few words.
	Title string `json:"title"`
	// Explanation says what it means.
	Explanation string `json:"explanation"`
	// Who must act; empty fields do not occur, "nobody" is said in words.
	Who string `json:"who"`
	// Action is what to do.
	Action string `json:"action"`
	// Rule is the id of the rule behind it (C-1.3, KZ-PD-12); empty when the
	// situation follows from no rule.
	Rule string `json:"rule,omitempty"`
}

// Catalogue is what ikp says in one language.
type Catalogue struct {
	// Reasons by code. A code that means different things in two API groups
	// stands as group/code: finance/Conflict.
	Reasons map[string]Entry `json:"reasons"`
	// Conditions are titles of condition types, by type or group/type.
	Conditions map[string]string `json:"conditions"`
	// Messages of the command line, by id, with {placeholders}.
	Messages map[string]string `json:"messages"`
}

// For is the catalogue of a language. Unknown languages do not occur: see Choose.
func For(l Language) *Catalogue { return all()[l] }

var all = sync.OnceValue(func() map[Language]*Catalogue {
	out := map[Language]*Catalogue{}
	for _, l := range Languages() {
		c, err := load(l)
		if err != nil {
			panic(err) // The files are part of the binary and tested.
		}
		out[l] = c
	}
	return out
})

func load(l Language) (*Catalogue, error) {
	raw, err := files.ReadFile(string(l) + ".yaml")
	if err != nil {
		return nil, err
	}
	c := &Catalogue{}
	if err := yaml.UnmarshalStrict(raw, c); err != nil {
		return nil, fmt.Errorf("reading the catalogue %q: %w", l, err)
	}
	return c, nil
}

// Reason explains a reason code of an API group (compute, finance, tenancy).
func (c *Catalogue) Reason(group, code string) (Entry, bool) {
	if e, ok := c.Reasons[group+"/"+code]; ok {
		return e, true
	}
	e, ok := c.Reasons[code]
	return e, ok
}

// Condition is the title of a condition type of an API group; the type itself
// when the catalogue has none.
func (c *Catalogue) Condition(group, kind string) string {
	for _, key := range []string{group + "/" + kind, kind} {
		if title, ok := c.Conditions[key]; ok {
			return title
		}
	}
	return kind
}

// Say is the message id with its placeholders filled: Say("created", "object",
// "vm/web-1") fills {object}. An unknown id is returned as it is.
func (c *Catalogue) Say(id string, pairs ...string) string {
	message, ok := c.Messages[id]
	if !ok {
		return id
	}
	filled := make([]string, len(pairs))
	for i, p := range pairs {
		if filled[i] = p; i%2 == 0 {
			filled[i] = "{" + p + "}"
		}
	}
	return strings.NewReplacer(filled...).Replace(message)
}
