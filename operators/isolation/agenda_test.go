package isolation

import (
	"fmt"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/types"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func key(i int) types.NamespacedName {
	return types.NamespacedName{Namespace: "agency-minfin", Name: fmt.Sprint(i)}
}

func TestWhenAnEnvironmentIsDue(t *testing.T) {
	t.Run("one that nobody has judged is due at once", func(t *testing.T) {
		if next := newAgenda().next(key(1), false, "p", noon); !next.Equal(noon) {
			t.Errorf("due at %v, want %v", next, noon)
		}
	})
	t.Run("after a restart those that were proven are spread over the period", func(t *testing.T) {
		a, early, late := newAgenda(), 0, 0
		for i := range 1000 {
			next := a.next(key(i), true, "p", noon)
			if next.Before(noon) || !next.Before(noon.Add(period)) {
				t.Fatalf("due at %v, want within %v of %v", next, period, noon)
			}
			if next.Before(noon.Add(period / 2)) {
				early++
			} else {
				late++
			}
		}
		if early < 300 || late < 300 {
			t.Errorf("%d in the first half of the period and %d in the second", early, late)
		}
	})
	t.Run("one that was probed waits until its policies change", func(t *testing.T) {
		a := newAgenda()
		a.next(key(1), false, "p", noon)
		a.finish(key(1), noon.Add(period))
		if next := a.next(key(1), true, "p", noon); !next.Equal(noon.Add(period)) {
			t.Errorf("due at %v, want a period later", next)
		}
		if next := a.next(key(1), true, "other", noon); !next.Equal(noon) {
			t.Errorf("with other policies due at %v, want %v", next, noon)
		}
	})
}

func TestNoMoreThanSoManyAreProbedAtOnce(t *testing.T) {
	a := newAgenda()
	for i := range atOnce {
		if !a.begin(key(i)) {
			t.Fatalf("no place for number %d of %d", i+1, atOnce)
		}
	}
	if a.begin(key(atOnce)) {
		t.Errorf("number %d got a place", atOnce+1)
	}
	if !a.begin(key(0)) {
		t.Error("one that has a place lost it")
	}
	a.finish(key(0), noon)
	if !a.begin(key(atOnce)) {
		t.Error("a place that was given back is not to be had")
	}
	a.forget(key(1))
	if !a.begin(key(0)) {
		t.Error("the place of an environment that is gone is not to be had")
	}
}
