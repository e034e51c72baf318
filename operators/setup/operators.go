package setup

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/utils/clock"
	ctrl "sigs.k8s.io/controller-runtime"

	"github.com/govtech-kz/ikp/operators/catalogue"
	"github.com/govtech-kz/ikp/operators/hostaccess"
	"github.com/govtech-kz/ikp/operators/isolation"
	"github.com/govtech-kz/ikp/operators/placement"
	"github.com/govtech-kz/ikp/operators/tenant"
)

type operator struct {
	name string
	add  func(ctrl.Manager, clock.PassiveClock, *Options) error
}

// operators is every operator of ikp-operators.
var operators = []operator{
	{"catalogue", plain(catalogue.Add)},
	{"hostaccess", plain(hostaccess.Add)},
	{"isolation", addIsolation},
	{"placement", plain(placement.Add)},
	{"tenant", plain(tenant.Add)},
}

// plain is an operator without options.
func plain(add func(ctrl.Manager, clock.PassiveClock) error) func(ctrl.Manager, clock.PassiveClock, *Options) error {
	return func(mgr ctrl.Manager, clk clock.PassiveClock, _ *Options) error { return add(mgr, clk) }
}

func addIsolation(mgr ctrl.Manager, clk clock.PassiveClock, o *Options) error {
	return isolation.Add(mgr, clk, isolation.Options{Image: o.ProbeImage, Outside: o.ProbeOutside})
}

func names() string {
	all := make([]string, 0, len(operators))
	for _, o := range operators {
		all = append(all, o.name)
	}
	return strings.Join(all, ", ")
}

// choose is the operators that a selection means: "*" is all, "name" one of
// them, "-name" takes one away. A name that does not exist is an error.
func choose(selection []string) ([]operator, error) {
	var chosen []operator
	for _, s := range selection {
		if name := strings.TrimPrefix(s, "-"); name != "*" && !known(name) {
			return nil, fmt.Errorf("unknown operator %q: choose of %s", name, names())
		}
	}
	for _, o := range operators {
		wanted := slices.Contains(selection, "*") || slices.Contains(selection, o.name)
		if wanted && !slices.Contains(selection, "-"+o.name) {
			chosen = append(chosen, o)
		}
	}
	if len(chosen) == 0 {
		return nil, fmt.Errorf("no operator is left to run: choose of %s", names())
	}
	return chosen, nil
}

func known(name string) bool {
	return slices.ContainsFunc(operators, func(o operator) bool { return o.name == name })
}
