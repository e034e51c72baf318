package node

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"runtime"

	"github.com/govtech-kz/ikp/internal/local/durable"
)

// repository is what the platform's own image is called. No registry has it.
const repository = "ikp.local/probe"

// PackImage makes an image that holds one static program and nothing else, as a
// file that containerd imports. It returns the image's name, which changes with
// the program.
func PackImage(program, to string) (string, error) {
	raw, err := os.ReadFile(program)
	if err != nil {
		return "", fmt.Errorf("packing an image: %w", err)
	}
	layer, err := pack([]file{{"ikp-probe", 0o555, raw}})
	if err != nil {
		return "", fmt.Errorf("packing an image: %w", err)
	}
	digest := sum(layer)
	name := repository + ":" + digest[:12]
	config, err := json.Marshal(imageConfig(digest))
	if err != nil {
		return "", fmt.Errorf("packing an image: %w", err)
	}
	manifest, err := json.Marshal([]map[string]any{{
		"Config": "config.json", "RepoTags": []string{name}, "Layers": []string{"layer.tar"},
	}})
	if err != nil {
		return "", fmt.Errorf("packing an image: %w", err)
	}
	archive, err := pack([]file{{"manifest.json", 0o444, manifest}, {"config.json", 0o444, config}, {"layer.tar", 0o444, layer}})
	if err != nil {
		return "", fmt.Errorf("packing an image: %w", err)
	}
	return name, durable.WriteFile(to, archive, 0o600)
}

// imageConfig runs the program as nobody; without arguments it only stays.
func imageConfig(layer string) map[string]any {
	return map[string]any{
		"architecture": runtime.GOARCH, "os": "linux",
		"config": map[string]any{"Entrypoint": []string{"/ikp-probe"}, "Cmd": []string{"stay"}, "User": "65532:65532"},
		"rootfs": map[string]any{"type": "layers", "diff_ids": []string{"sha256:" + layer}},
	}
}

type file struct {
	name    string
	mode    int64
	content []byte
}

// pack is a tar archive that depends on nothing but the files.
func pack(files []file) ([]byte, error) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Mode: f.mode, Size: int64(len(f.content)), Typeflag: tar.TypeReg}); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.content); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}
