package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// inputEvent is the kernel's struct input_event of 64-bit machines.
type inputEvent struct {
	Seconds, Microseconds int64
	Type, Code            uint16
	Value                 int32
}

const (
	eventKey   = 1
	keyPower   = 116
	keyPressed = 1
)

// watchPowerButton switches the machine off when the hypervisor presses the
// button of ACPI.
func watchPowerButton(out *console) {
	devices, err := filepath.Glob("/dev/input/event*")
	out.check("looking for the power button", err)
	for _, d := range devices {
		go func() { out.check("watching the power button", watchKeys(out, d)) }()
	}
	if len(devices) == 0 {
		out.check("watching the power button", fmt.Errorf("the machine has none"))
	}
}

func watchKeys(out *console, device string) error {
	f, err := os.Open(device)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	for {
		pressed, err := readKey(f)
		if err != nil {
			return err
		}
		if pressed {
			out.say("power button pressed, switching off")
			out.check("switching off", powerOff())
		}
	}
}

func readKey(r io.Reader) (bool, error) {
	var e inputEvent
	if err := binary.Read(r, binary.NativeEndian, &e); err != nil {
		return false, err
	}
	return e.Type == eventKey && e.Code == keyPower && e.Value == keyPressed, nil
}

func powerOff() error {
	unix.Sync()
	return unix.Reboot(unix.LINUX_REBOOT_CMD_POWER_OFF)
}
