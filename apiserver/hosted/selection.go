package hosted

import (
	"context"
	"fmt"
	"slices"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/internalversion"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// caller is the host whose agent asks. Nobody else gets an answer, whatever his
// roles say.
func (k kind) caller(ctx context.Context) (string, error) {
	user, ok := genericapirequest.UserFrom(ctx)
	if !ok {
		return "", k.notAnAgent("nobody")
	}
	host, isHost := strings.CutPrefix(user.GetName(), compute.HostUserPrefix)
	if !isHost || host == "" || !slices.Contains(user.GetGroups(), compute.GroupHosts) {
		return "", k.notAnAgent(user.GetName())
	}
	return host, nil
}

// selection is what is asked for, cut down to what is the caller's. Versions,
// bookmarks, pages and timeouts are the caller's and the API server's business.
func (r *REST) selection(ctx context.Context, options *internalversion.ListOptions) (*client.ListOptions, error) {
	host, err := r.caller(ctx)
	if err != nil {
		return nil, err
	}
	own := fields.OneTermEqualSelector(r.field, host)
	raw := &metav1.ListOptions{}
	if options != nil {
		if options.FieldSelector != nil {
			own = fields.AndSelectors(options.FieldSelector, own)
		}
		if err := internalversion.Convert_internalversion_ListOptions_To_v1_ListOptions(options, raw, nil); err != nil {
			return nil, apierrors.NewBadRequest(fmt.Sprintf("reading what to list: %v", err))
		}
	}
	return &client.ListOptions{
		Namespace: genericapirequest.NamespaceValue(ctx), FieldSelector: own,
		Limit: raw.Limit, Continue: raw.Continue, Raw: raw,
	}, nil
}
