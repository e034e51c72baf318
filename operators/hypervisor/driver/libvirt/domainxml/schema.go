package domainxml

import "encoding/xml"

// The part of libvirt's domain format that the platform uses
// (https://libvirt.org/formatdomain.html).

type empty struct{}

type quantity struct {
	Unit  string `xml:"unit,attr"`
	Value int64  `xml:",chardata"`
}

type domain struct {
	XMLName    xml.Name `xml:"domain"`
	Type       string   `xml:"type,attr"`
	Name       string   `xml:"name"`
	UUID       string   `xml:"uuid"`
	Title      string   `xml:"title"`
	Metadata   tagXML   `xml:"metadata>ikp:machine"`
	Memory     quantity `xml:"memory"`
	VCPU       int64    `xml:"vcpu"`
	OS         osXML    `xml:"os"`
	Features   features `xml:"features"`
	CPU        *cpu     `xml:"cpu,omitempty"`
	OnPowerOff string   `xml:"on_poweroff"`
	OnReboot   string   `xml:"on_reboot"`
	OnCrash    string   `xml:"on_crash"`
	Devices    devices  `xml:"devices"`
}

type osXML struct {
	Type osType `xml:"type"`
}

type osType struct {
	Arch    string `xml:"arch,attr"`
	Machine string `xml:"machine,attr"`
	Name    string `xml:",chardata"`
}

type features struct {
	ACPI *empty `xml:"acpi,omitempty"`
	TCG  *tcg   `xml:"tcg,omitempty"`
}

type tcg struct {
	Cache quantity `xml:"tb-cache"`
}

type cpu struct {
	Mode string `xml:"mode,attr"`
}

type devices struct {
	Emulator   string  `xml:"emulator,omitempty"`
	Disks      []disk  `xml:"disk"`
	Interface  *nic    `xml:"interface,omitempty"`
	Serial     serial  `xml:"serial"`
	Channel    channel `xml:"channel"`
	MemBalloon model   `xml:"memballoon"`
	RNG        rng     `xml:"rng"`
}

type disk struct {
	Type     string     `xml:"type,attr"`
	Device   string     `xml:"device,attr"`
	Driver   diskDriver `xml:"driver"`
	Source   source     `xml:"source"`
	Target   target     `xml:"target"`
	ReadOnly *empty     `xml:"readonly,omitempty"`
	Boot     *boot      `xml:"boot,omitempty"`
}

type diskDriver struct {
	Name    string `xml:"name,attr"`
	Type    string `xml:"type,attr"`
	Cache   string `xml:"cache,attr,omitempty"`
	Discard string `xml:"discard,attr,omitempty"`
}

type source struct {
	File string `xml:"file,attr"`
}

type target struct {
	Dev string `xml:"dev,attr"`
	Bus string `xml:"bus,attr"`
}

type boot struct {
	Order int `xml:"order,attr"`
}

type nic struct {
	Type   string  `xml:"type,attr"`
	MAC    address `xml:"mac"`
	Source bridge  `xml:"source"`
	Model  typed   `xml:"model"`
	Link   *link   `xml:"link,omitempty"`
}

type link struct {
	State string `xml:"state,attr"`
}

type address struct {
	Address string `xml:"address,attr"`
}

type bridge struct {
	Bridge string `xml:"bridge,attr"`
}

type typed struct {
	Type string `xml:"type,attr"`
}

type serial struct {
	Type string    `xml:"type,attr"`
	Log  serialLog `xml:"log"`
}

type serialLog struct {
	File   string `xml:"file,attr"`
	Append string `xml:"append,attr"`
}

type channel struct {
	Type   string        `xml:"type,attr"`
	Target channelTarget `xml:"target"`
}

type channelTarget struct {
	Type string `xml:"type,attr"`
	Name string `xml:"name,attr"`
}

type model struct {
	Name string `xml:"model,attr"`
}

type rng struct {
	Model   string     `xml:"model,attr"`
	Backend rngBackend `xml:"backend"`
}

type rngBackend struct {
	Model string `xml:"model,attr"`
	Path  string `xml:",chardata"`
}
