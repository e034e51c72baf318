package kit

import (
	"encoding/json"
	"fmt"

	utiljson "k8s.io/apimachinery/pkg/util/json"
)

// jsonMap turns values with JSON tags into what the API server's own decoder
// would make of them, so that they compare with a status that was read.
func jsonMap(fields map[string]any) (map[string]any, error) {
	out := map[string]any{}
	raw, err := json.Marshal(fields)
	if err != nil {
		return nil, fmt.Errorf("encoding status fields: %w", err)
	}
	if err := utiljson.Unmarshal(raw, &out); err != nil {
		return nil, fmt.Errorf("decoding status fields: %w", err)
	}
	return out, nil
}

// empty reports whether a JSON value is one that the API leaves out.
func empty(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return v == nil || v == "" || v == false || v == int64(0) || v == float64(0)
}
