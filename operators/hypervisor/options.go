package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/govtech-kz/ikp/operators/hypervisor/guestnet"
)

// Drivers that --driver chooses from.
const (
	driverLibvirt = "libvirt"
	driverFixture = "fixture"
)

// options are the flags as they were given.
type options struct {
	hosts, kubeconfigs                []string
	driver, stateDir, imageDir        string
	listen, certFile, keyFile, caFile string
	guestNetwork                      string
	metrics, health                   string

	acceleration string

	// What the flags come to.
	network    *guestnet.Network
	accelerate bool
}

// host is one hypervisor of this process.
type host struct {
	// name of the Host.
	name string
	// uri is where its libvirt answers.
	uri string
	// kubeconfig is the identity ikp:host:<name>.
	kubeconfig string
}

func (o *options) addFlags(f *pflag.FlagSet) {
	f.StringArrayVar(&o.hosts, "host", nil, "a host of this agent as NAME=LIBVIRT_URI; repeatable")
	f.StringArrayVar(&o.kubeconfigs, "kubeconfig", nil, "kubeconfig of user ikp:host:NAME; with several hosts NAME=PATH for each")
	f.StringVar(&o.driver, "driver", driverLibvirt, "what runs the machines: libvirt, or fixture, which runs nothing")
	f.StringVar(&o.stateDir, "state-dir", "", "folder for disks, records and metering journals")
	f.StringVar(&o.imageDir, "image-dir", "", "folder with the files of the image catalogue")
	f.StringVar(&o.listen, "listen", "", "IP:PORT on which logs are served over mutual TLS; hosts report it")
	f.StringVar(&o.certFile, "tls-cert-file", "", "certificate of --listen")
	f.StringVar(&o.keyFile, "tls-private-key-file", "", "key of --listen")
	f.StringVar(&o.caFile, "client-ca-file", "", "authority that signs the API server's client certificate")
	f.StringVar(&o.guestNetwork, "guest-network", "", "BRIDGE,CIDR that guests get a NIC and an address on; empty: guests have no network")
	f.StringVar(&o.acceleration, "acceleration", accelerateAuto, "kvm: guests run on the processor; none: they are emulated; auto: as this machine's processor allows")
	f.StringVar(&o.metrics, "metrics-bind-address", "0", "address of /metrics; 0: none")
	f.StringVar(&o.health, "health-probe-bind-address", "0", "address of /healthz and /readyz; 0: none")
}

// complete checks the flags and pairs hosts with their identities.
func (o *options) complete() ([]host, error) {
	hosts, err := o.parseHosts()
	if err != nil {
		return nil, err
	}
	if err := o.assignIdentities(hosts); err != nil {
		return nil, err
	}
	if o.driver != driverLibvirt && o.driver != driverFixture {
		return nil, fmt.Errorf("--driver=%s is not known: give libvirt or fixture", o.driver)
	}
	for flag, value := range map[string]string{
		"state-dir": o.stateDir, "image-dir": o.imageDir, "listen": o.listen,
		"tls-cert-file": o.certFile, "tls-private-key-file": o.keyFile, "client-ca-file": o.caFile,
	} {
		if value == "" {
			return nil, fmt.Errorf("--%s is missing", flag)
		}
	}
	if o.guestNetwork != "" {
		if o.network, err = guestnet.Parse(o.guestNetwork); err != nil {
			return nil, fmt.Errorf("reading --guest-network: %w", err)
		}
	}
	if o.accelerate, err = accelerates(o.acceleration); err != nil {
		return nil, err
	}
	return hosts, o.absolute()
}

func (o *options) parseHosts() ([]host, error) {
	if len(o.hosts) == 0 {
		return nil, errors.New("--host is missing: give NAME=LIBVIRT_URI, e.g. --host=h1=qemu:///system")
	}
	known := map[string]bool{}
	var hosts []host
	for _, value := range o.hosts {
		name, uri, ok := strings.Cut(value, "=")
		if !ok || name == "" || uri == "" {
			return nil, fmt.Errorf("--host=%s is not of the form NAME=LIBVIRT_URI", value)
		}
		if known[name] {
			return nil, fmt.Errorf("--host=%s names host %s twice", value, name)
		}
		known[name] = true
		hosts = append(hosts, host{name: name, uri: uri})
	}
	return hosts, nil
}

func (o *options) assignIdentities(hosts []host) error {
	if len(hosts) == 1 && len(o.kubeconfigs) == 1 {
		hosts[0].kubeconfig = strings.TrimPrefix(o.kubeconfigs[0], hosts[0].name+"=")
		return nil
	}
	paths := map[string]string{}
	for _, value := range o.kubeconfigs {
		name, path, ok := strings.Cut(value, "=")
		if !ok {
			return fmt.Errorf("--kubeconfig=%s is not of the form NAME=PATH, which several hosts need", value)
		}
		paths[name] = path
	}
	for i := range hosts {
		hosts[i].kubeconfig = paths[hosts[i].name]
		if hosts[i].kubeconfig == "" {
			return fmt.Errorf("--kubeconfig is missing for host %s: give --kubeconfig=%s=PATH", hosts[i].name, hosts[i].name)
		}
	}
	return nil
}

// absolute: libvirt's daemon has another working directory.
func (o *options) absolute() error {
	for _, dir := range []*string{&o.stateDir, &o.imageDir} {
		abs, err := filepath.Abs(*dir)
		if err != nil {
			return fmt.Errorf("finding %q: %w", *dir, err)
		}
		*dir = abs
	}
	return nil
}
