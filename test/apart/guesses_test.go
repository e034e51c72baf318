package apart

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/client-go/rest"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
)

// guess is a machine that somebody tries.
type guess struct{ namespace, name string }

// attempt is one request of a thief, with its verb and what it would change.
type attempt struct{ verb, address, encoding, body string }

// attemptsOnMachines are all that an agent can ask about one machine, at the
// aggregated API and where machines are stored.
var attemptsOnMachines = map[string]attempt{
	"reads it":                  {http.MethodGet, hosted, "", ""},
	"reads its status":          {http.MethodGet, hosted + "/status", "", ""},
	"deletes it":                {http.MethodDelete, hosted, "", ""},
	"takes its finalizer off":   {http.MethodPatch, hosted, merges, `{"metadata":{"resourceVersion":"1","finalizers":null}}`},
	"reports on it":             {http.MethodPatch, hosted + "/status", applies, `{"metadata":{},"status":{"powerState":"Running"}}`},
	"reports nonsense on it":    {http.MethodPatch, hosted + "/status", applies, `{"metadata":{},"status":{"powerState":7}}`},
	"asks what would happen":    {http.MethodPatch, hosted + "/status?dryRun=All", applies, `{"metadata":{},"status":{"powerState":"Running"}}`},
	"changes what is asked":     {http.MethodPatch, hosted, merges, `{"spec":{"host":"h1"}}`},
	"sends what is no patch":    {http.MethodPatch, hosted, merges, `x`},
	"sends another encoding":    {http.MethodPatch, hosted + "/status", merges, `{}`},
	"tells of it":               {http.MethodPost, hosted + "/events", "application/json", `{"reason":"Crashed"}`},
	"tells of it where it is":   {http.MethodPost, "events.k8s.io/v1/namespaces/NS/events", "application/json", `{}`},
	"reads it where it is":      {http.MethodGet, stored, "", ""},
	"patches it where it is":    {http.MethodPatch, stored, merges, `{}`},
	"reports on it where it is": {http.MethodPatch, stored + "/status", applies, `{"status":{"powerState":"Running"}}`},
	"reads its console":         {http.MethodGet, "subresources.ikp.gov.kz/v1alpha1/namespaces/NS/virtualmachines/NAME/log", "", ""},
}

const (
	hosted = "subresources.ikp.gov.kz/v1alpha1/namespaces/NS/hostedmachines/NAME"
	stored = "compute.ikp.gov.kz/v1alpha1/namespaces/NS/virtualmachines/NAME"
)

const (
	merges  = "application/merge-patch+json"
	applies = "application/apply-patch+yaml"
)

// TestAHostCannotTellWhatExistsElsewhere: whatever a thief asks of a machine that is
// not his host's is answered byte for byte as if he had asked of nothing.
func TestAHostCannotTellWhatExistsElsewhere(t *testing.T) {
	cp := world(t)
	thieves := map[string]*rest.Config{
		"with the stolen certificate": certificate(t, cp, compute.HostUser("h1"), compute.GroupHosts),
		"by impersonation":            cp.ConfigAs(compute.HostUser("h1"), compute.GroupHosts),
	}
	for how, cfg := range thieves {
		for what, a := range attemptsOnMachines {
			t.Run(what+" "+how, func(t *testing.T) {
				nothing := a.ask(t, cfg, guess{"env-nowhere-prod", "web-1"})
				if !strings.HasPrefix(nothing, "4") {
					t.Errorf("what does not exist is answered with %q, want a refusal", nothing)
				}
				for kind, g := range map[string]guess{
					"another host's machine":          {other, "web-1"},
					"a name in another's namespace":   {other, "web-9"},
					"a name among its own":            {own, "web-9"},
					"a name in the platform's":        {"kube-system", "web-1"},
					"a name in a namespace of a host": {"ikp-host-h2", "web-1"},
				} {
					if diff := cmp.Diff(nothing, a.ask(t, cfg, g)); diff != "" {
						t.Errorf("%s is answered unlike one that does not exist (-nothing +answer):\n%s", kind, diff)
					}
				}
			})
		}
	}
}

// ask is the whole answer, in which the guess itself is blackened.
func (a attempt) ask(t *testing.T, cfg *rest.Config, g guess) string {
	t.Helper()
	c, err := rest.HTTPClientFor(cfg)
	if err != nil {
		t.Fatal(err)
	}
	address := strings.NewReplacer("NS", g.namespace, "NAME", g.name).Replace(a.address)
	request, err := http.NewRequestWithContext(t.Context(), a.verb, cfg.Host+"/apis/"+address, strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", a.encoding)
	answer, err := c.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	told := strings.NewReplacer(g.namespace, "NS", g.name, "NAME").Replace(string(body))
	for _, h := range []string{"Audit-Id", "Date", "Content-Length"} {
		answer.Header.Del(h)
	}
	var headers strings.Builder
	if err := answer.Header.Write(&headers); err != nil {
		t.Fatal(err)
	}
	return answer.Status + "\n" + headers.String() + told
}
