package node

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
)

// How long the kernel may take to forget processes, and how often to look.
const (
	cleanTimeout  = 5 * time.Second
	cleanInterval = 50 * time.Millisecond
)

// Clean takes away the control groups of a node that has ended. A machine on
// which none was ever made has none.
func (l Layout) Clean(ctx context.Context) error {
	groups, err := l.groups()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var errs []error
	for _, g := range groups {
		errs = append(errs, awaitRemoved(ctx, g))
	}
	return errors.Join(errs...)
}

// awaitRemoved tries again while the kernel still counts processes that have ended.
func awaitRemoved(ctx context.Context, group string) error {
	var last error
	err := wait.PollUntilContextTimeout(ctx, cleanInterval, cleanTimeout, true, func(context.Context) (bool, error) {
		last = removeGroup(group)
		return last == nil, nil
	})
	if wait.Interrupted(err) && last != nil {
		return last
	}
	return err
}

// removeGroup takes a control group away with all below it.
func removeGroup(group string) error {
	below, err := os.ReadDir(group)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("removing control group %s: %w", group, err)
	}
	for _, entry := range below {
		if entry.IsDir() {
			if err := removeGroup(filepath.Join(group, entry.Name())); err != nil {
				return err
			}
		}
	}
	if err := os.Remove(group); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing control group %s: %w", group, err)
	}
	return nil
}
