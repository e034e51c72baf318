package planner

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/govtech-kz/ikp/internal/domain/schedule/psplib"
	"github.com/govtech-kz/ikp/internal/domain/schedule/rcpsp"
)

//go:embed testdata
var files embed.FS

// instance is a published project and the shortest makespan known for it.
type instance struct {
	name    string
	project rcpsp.Project
	best    int
}

// set is a published set of instances.
type set struct{ name, archive, bounds string }

var (
	j30 = set{"j30", "testdata/j30.sm.tgz", "testdata/j30.optimum.csv"}
	j60 = set{"j60", "testdata/j60.sm.tgz", "testdata/j60.best.csv"}
)

// instances reads a set, in the order of its table of bounds.
func (s set) instances() ([]instance, error) {
	projects, err := s.projects()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", s.archive, err)
	}
	table, err := files.ReadFile(s.bounds)
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", s.bounds, err)
	}
	var all []instance
	for _, row := range rows[1:] {
		best, err := strconv.Atoi(row[1][strings.LastIndex(row[1], ".")+1:])
		project, known := projects[row[0]]
		if err != nil || !known {
			return nil, fmt.Errorf("reading %s: %v has no bound or no instance", s.bounds, row)
		}
		all = append(all, instance{row[0], project, best})
	}
	return all, nil
}

func (s set) projects() (map[string]rcpsp.Project, error) {
	archive, err := files.ReadFile(s.archive)
	if err != nil {
		return nil, err
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	projects := map[string]rcpsp.Project{}
	for members := tar.NewReader(unzipped); ; {
		header, err := members.Next()
		if errors.Is(err, io.EOF) {
			return projects, nil
		}
		if err != nil {
			return nil, err
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		if projects[path.Base(header.Name)], err = psplib.Parse(members); err != nil {
			return nil, fmt.Errorf("%s: %w", header.Name, err)
		}
	}
}
