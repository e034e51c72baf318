package domainxml

import (
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// linkDown is the state of an interface whose cable is pulled.
const linkDown = "down"

var (
	interfaces = regexp.MustCompile(`(?s)<interface .*?</interface>`)
	links      = regexp.MustCompile(`<link\s[^>]*/>`)
	// ErrNoInterface says that the domain has none.
	ErrNoInterface = errors.New("the domain has no network interface")
)

// Unplugged reports whether the cable of a domain's first interface is pulled.
// ErrNoInterface when it has none.
func Unplugged(definition string) (bool, error) {
	device := interfaces.FindString(definition)
	if device == "" {
		return false, ErrNoInterface
	}
	var n nic
	if err := xml.Unmarshal([]byte(device), &n); err != nil {
		return false, fmt.Errorf("reading the domain's interface: %w", err)
	}
	return n.Link != nil && n.Link.State == linkDown, nil
}

// Plug is a domain's first interface as it shall be, with the cable in or pulled;
// all the rest of it stays as libvirt has it.
func Plug(definition string, in bool) (string, error) {
	device := interfaces.FindString(definition)
	if device == "" {
		return "", ErrNoInterface
	}
	state := linkDown
	if in {
		state = "up"
	}
	bare := strings.TrimSuffix(links.ReplaceAllString(device, ""), "</interface>")
	return bare + "<link state='" + state + "'/></interface>", nil
}

// Sources are the files that a domain's disks are kept in.
func Sources(definition string) ([]string, error) {
	var d struct {
		Disks []disk `xml:"devices>disk"`
	}
	if err := xml.Unmarshal([]byte(definition), &d); err != nil {
		return nil, fmt.Errorf("reading the domain's disks: %w", err)
	}
	var files []string
	for _, k := range d.Disks {
		if k.Source.File != "" {
			files = append(files, k.Source.File)
		}
	}
	return files, nil
}
