package facts

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/migration"
)

// Hash is the SHA-256 of a value's JSON, in hexadecimal. Equal values have equal
// hashes: fields stand in their order, keys of maps are sorted.
func Hash(content any) (string, error) {
	raw, err := json.Marshal(content)
	if err != nil {
		return "", fmt.Errorf("hashing content: %w", err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), nil
}

// Words are what the approvals of a namespace say of one object.
func Words(list []governance.Approval, kind, name string) []migration.Word {
	var words []migration.Word
	for i := range list {
		a := &list[i]
		if a.Spec.Subject.Kind != kind || a.Spec.Subject.Name != name {
			continue
		}
		words = append(words, migration.Word{
			Matter: a.Spec.Matter, Party: a.Spec.Party, By: a.Annotations[tenancy.AnnotationRequestedBy],
			Approved: a.Spec.Decision == governance.DecisionApproved, Hash: a.Spec.ContentHash, At: a.CreationTimestamp.UTC(),
		})
	}
	return words
}

// Demanded are the measures of an edition.
func Demanded(measures []governance.Measure) []migration.Demanded {
	all := make([]migration.Demanded, 0, len(measures))
	for _, m := range measures {
		d := migration.Demanded{Number: int(m.Number), Rule: m.Rule, Gate: migration.State(m.Gate),
			Parties: m.Parties, Any: m.SignPolicy == governance.SignAny}
		for _, before := range m.After {
			d.After = append(d.After, int(before))
		}
		all = append(all, d)
	}
	return all
}
