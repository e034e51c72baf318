package facts

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"sigs.k8s.io/controller-runtime/pkg/client"

	governance "github.com/govtech-kz/ikp/api/governance/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/regulation"
)

// Library reads the rules in force, and makes a Book of them only when they have
// changed: an edition is large, and every question needs one.
type Library struct {
	// Profiles reads the editions, Overrides what administrators changed of them.
	Profiles, Overrides client.Reader

	mu   sync.Mutex
	made string
	book regulation.Book
}

// NewLibrary reads both from one place.
func NewLibrary(r client.Reader) *Library { return &Library{Profiles: r, Overrides: r} }

// Book is what is in force on a day (Asia/Almaty, 2026-11-22).
func (l *Library) Book(ctx context.Context, day string) (regulation.Book, error) {
	var profiles governance.RegulationProfileList
	if err := l.Profiles.List(ctx, &profiles, client.UnsafeDisableDeepCopy); err != nil {
		return regulation.Book{}, fmt.Errorf("listing regulation profiles: %w", err)
	}
	var overrides governance.RuleOverrideList
	if err := l.Overrides.List(ctx, &overrides, client.UnsafeDisableDeepCopy); err != nil {
		return regulation.Book{}, fmt.Errorf("listing rule overrides: %w", err)
	}
	of := versions(day, &profiles, &overrides)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.made != of {
		l.made, l.book = of, regulation.BookOf(Profiles(profiles.Items), Overrides(overrides.Items), day)
	}
	return l.book, nil
}

// versions tell one state of the rules from another.
func versions(day string, profiles *governance.RegulationProfileList, overrides *governance.RuleOverrideList) string {
	var b strings.Builder
	b.WriteString(day)
	for i := range profiles.Items {
		b.WriteString("/" + string(profiles.Items[i].UID) + profiles.Items[i].ResourceVersion)
	}
	for i := range overrides.Items {
		b.WriteString("+" + string(overrides.Items[i].UID) + overrides.Items[i].ResourceVersion)
	}
	return b.String()
}
