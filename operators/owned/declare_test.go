package owned

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"github.com/govtech-kz/ikp/api/scheme"
)

var minfin = Owner{Kind: "Agency", NamespacedName: types.NamespacedName{Name: "minfin"}}

func declared(t *testing.T, labels map[string]string) map[string]any {
	t.Helper()
	ns := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: "agency-minfin", Labels: labels}}
	minfin.Mark(ns)
	u, err := declare(ns, scheme.New())
	if err != nil {
		t.Fatal(err)
	}
	return u.Object
}

func TestIncludes(t *testing.T) {
	for name, tc := range map[string]struct {
		have, want any
		same       bool
	}{
		"says the same":                    {map[string]any{"a": int64(1)}, map[string]any{"a": int64(1)}, true},
		"says more":                        {map[string]any{"a": int64(1), "b": "x"}, map[string]any{"a": int64(1)}, true},
		"says less":                        {map[string]any{}, map[string]any{"a": int64(1)}, false},
		"says something else further down": {map[string]any{"a": map[string]any{"b": "x"}}, map[string]any{"a": map[string]any{"b": "y"}}, false},
		"has an entry too many in a list":  {map[string]any{"a": []any{"x", "y"}}, map[string]any{"a": []any{"x"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := includes(tc.have, tc.want); got != tc.same {
				t.Errorf("includes = %v, want %v", got, tc.same)
			}
		})
	}
}

func TestAFieldThatIsNoLongerDeclaredIsADifference(t *testing.T) {
	before, after := declared(t, map[string]string{"a": "1", "b": "2"}), declared(t, map[string]string{"a": "1"})
	if includes(before, after) {
		t.Error("the object counts as declared although label b should go")
	}
	if !includes(after, declared(t, map[string]string{"a": "1"})) {
		t.Error("the same declaration counts as another")
	}
}

func TestOwnsOnlyWhatWasMadeForIt(t *testing.T) {
	ns := &corev1.Namespace{}
	minfin.Mark(ns)
	minzdrav := Owner{Kind: "Agency", NamespacedName: types.NamespacedName{Name: "minzdrav"}}
	if !minfin.Owns(ns) || minzdrav.Owns(ns) || minfin.Owns(&corev1.Namespace{}) {
		t.Errorf("owners: minfin %v, minzdrav %v, of an unmarked one %v", minfin.Owns(ns), minzdrav.Owns(ns), minfin.Owns(&corev1.Namespace{}))
	}
}
