package approval

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

// Evidence lists documents in one field.
func Evidence(items []governance.EvidenceItem) string {
	all := make([]string, len(items))
	for i, e := range items {
		all[i] = e.Title + ": " + e.Reference
	}
	return strings.Join(all, "; ")
}

// evidenceOf are the documents as the flags name them: TITLE=REFERENCE, and files,
// which are named and hashed but not sent.
func evidenceOf(documents, files []string) ([]governance.EvidenceItem, error) {
	var all []governance.EvidenceItem
	for _, d := range documents {
		title, reference, ok := strings.Cut(d, "=")
		if !ok || title == "" || reference == "" {
			return nil, cmdutil.UsageError{Err: fmt.Errorf("%q: write --evidence TITLE=REFERENCE: 'Act of audit=14 of 2026-11-20'", d)}
		}
		all = append(all, governance.EvidenceItem{Title: title, Reference: reference})
	}
	for _, path := range files {
		sum, err := hashOf(path)
		if err != nil {
			return nil, err
		}
		name := filepath.Base(path)
		all = append(all, governance.EvidenceItem{Title: name, Reference: name, SHA256: sum})
	}
	return all, nil
}

func hashOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("reading the evidence: %w", err)
	}
	h := sha256.New()
	_, err = io.Copy(h, file)
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return "", fmt.Errorf("reading the evidence %q: %w", path, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
