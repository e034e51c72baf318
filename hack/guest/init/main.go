// Command init is the first and only program of the ikp test guest: it sets the
// machine up as its seed says and tells on the serial port that it is ready.
package main

import (
	"time"

	"github.com/govtech-kz/ikp/hack/guest/seed"
)

// beatInterval is how often a running guest shows that it lives.
const beatInterval = 5 * time.Second

// nobody is who a guest is that was given no seed.
var nobody = seed.MetaData{InstanceID: "none", Hostname: "ikp-guest"}

// main must not return: the kernel panics when its first process ends. What goes
// wrong is said, and the guest goes on as far as it gets.
func main() {
	err := mountKernelFileSystems()
	out := openConsole()
	out.check("mounting the kernel's file systems", err)
	out.check("loading modules", loadModules("/modules"))
	options := kernelOptions()
	go watchPowerButton(out)
	go serveAgent(out)

	self := settle(out)
	out.check("listing disks", listDisks(out))
	out.check("listening", listen(options.port()))
	out.say("ready hostname=%s instance=%s", self.Hostname, self.InstanceID)
	beat(out)
}

// settle takes over what the seed says and returns who the machine is.
func settle(out *console) seed.MetaData {
	files, err := readSeed()
	if err != nil {
		out.check("reading the seed", err)
		return nobody
	}
	out.say("user-data %s", seed.Describe(files.userData))
	out.check("setting up the network", configureNetwork(files.network))
	self, err := seed.ParseMetaData(files.metaData)
	if err != nil {
		out.check("taking over the seed", err)
		return nobody
	}
	out.check("setting the hostname", setHostname(self.Hostname))
	return self
}

func beat(out *console) {
	n := 0
	for range time.Tick(beatInterval) {
		n++
		out.say("beat %d", n)
	}
}
