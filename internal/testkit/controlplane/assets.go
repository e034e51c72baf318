package controlplane

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

const assetsVariable = "KUBEBUILDER_ASSETS"

// errNoAssets says how to run the tests. It is an error, not a reason to skip: a
// test that did not run proves nothing.
var errNoAssets = errors.New(assetsVariable + " is not set: run `make test`, or `make kubernetes` and then `export " +
	assetsVariable + "=$PWD/.deps/kube`")

func checkAssets() error {
	if os.Getenv(assetsVariable) == "" {
		return errNoAssets
	}
	for _, name := range []string{"etcd", "kube-apiserver"} {
		if _, err := os.Stat(asset(name)); err != nil {
			return fmt.Errorf("looking for %s in %s: %w", name, assetsVariable, err)
		}
	}
	return nil
}

func asset(name string) string { return filepath.Join(os.Getenv(assetsVariable), name) }
