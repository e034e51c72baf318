package hosted

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/internalversion"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apiserver/pkg/authentication/user"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
)

func as(ctx context.Context, name string, groups ...string) context.Context {
	return genericapirequest.WithUser(ctx, &user.DefaultInfo{Name: name, Groups: groups})
}

func TestSelection(t *testing.T) {
	yes := true
	asked := &internalversion.ListOptions{
		FieldSelector: fields.OneTermEqualSelector("metadata.name", "web-1"), ResourceVersion: "7",
		ResourceVersionMatch: metav1.ResourceVersionMatchNotOlderThan, AllowWatchBookmarks: true, SendInitialEvents: &yes,
		Limit: 500, Continue: "next",
	}
	ctx := genericapirequest.WithNamespace(as(t.Context(), "ikp:host:h1", "ikp:hosts"), "env-minfin-prod")
	got, err := Machines(nil, Owners{}, nil).selection(ctx, asked)
	if err != nil {
		t.Fatal(err)
	}
	want := &metav1.ListOptions{
		FieldSelector: "metadata.name=web-1,spec.host=h1", ResourceVersion: "7",
		ResourceVersionMatch: metav1.ResourceVersionMatchNotOlderThan, AllowWatchBookmarks: true, SendInitialEvents: &yes,
		Limit: 500, Continue: "next",
	}
	if diff := cmp.Diff(want, got.AsListOptions()); diff != "" || got.Namespace != "env-minfin-prod" {
		t.Errorf("asks for namespace %q and (-want +got):\n%s", got.Namespace, diff)
	}
}

func TestOnlyAgentsAreAnswered(t *testing.T) {
	for name, ctx := range map[string]context.Context{
		"nobody":                      t.Context(),
		"a user of no group":          as(t.Context(), "ikp:host:h1"),
		"a member with another name":  as(t.Context(), "aigerim", "ikp:hosts"),
		"a host without a name":       as(t.Context(), "ikp:host:", "ikp:hosts"),
		"one who may everything else": as(t.Context(), "root", "system:masters"),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Machines(nil, Owners{}, nil).selection(ctx, nil); !apierrors.IsForbidden(err) {
				t.Errorf("got %v, want Forbidden", err)
			}
		})
	}
}
