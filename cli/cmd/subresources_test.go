package cmd_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
)

const subresourcesPath = "/apis/subresources.ikp.gov.kz/v1alpha1"

// aggregated is somebody who speaks to a server that stands for ikp-apiserver.
func aggregated(t *testing.T, more ...func(*http.ServeMux)) person {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api", answerJSON(metav1.APIVersions{}))
	mux.HandleFunc("GET /apis", answerJSON(metav1.APIGroupList{Groups: []metav1.APIGroup{group()}}))
	mux.HandleFunc("GET /apis/subresources.ikp.gov.kz", answerJSON(group()))
	mux.HandleFunc("GET "+subresourcesPath, answerJSON(metav1.APIResourceList{
		GroupVersion: subresources.GroupVersion.String(),
		APIResources: []metav1.APIResource{
			{Name: "evidencekeys", Kind: "EvidenceKey", Verbs: metav1.Verbs{"get"}},
			{Name: "residencyfindings", Kind: "ResidencyFinding", Namespaced: true, Verbs: metav1.Verbs{"list"}},
			{Name: "residencyreports", Kind: "ResidencyReport", Namespaced: true, Verbs: metav1.Verbs{"get"}},
			{Name: "statementviews", Kind: "StatementView", Namespaced: true, Verbs: metav1.Verbs{"get", "list"}},
		},
	}))
	mux.HandleFunc("GET "+subresourcesPath+"/namespaces/agency-minfin/statementviews/2024-10", answerJSON(statement()))
	mux.HandleFunc("GET "+subresourcesPath+"/statementviews", answerJSON(subresources.StatementViewList{Items: []subresources.StatementView{statement()}}))
	mux.HandleFunc("GET "+subresourcesPath+"/namespaces/env-minfin-prod/virtualmachines/web-1/log",
		func(w http.ResponseWriter, r *http.Request) { _, _ = fmt.Fprintf(w, "asked for %s\n", r.URL.RawQuery) })
	for _, add := range more {
		add(mux)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	path := filepath.Join(t.TempDir(), "kubeconfig")
	c := clientcmdapi.Config{
		Clusters:       map[string]*clientcmdapi.Cluster{"test": {Server: server.URL}},
		Contexts:       map[string]*clientcmdapi.Context{"test": {Cluster: "test"}},
		CurrentContext: "test",
	}
	if err := clientcmd.WriteToFile(c, path); err != nil {
		t.Fatal(err)
	}
	return person{t: t, kubeconfig: path}
}

func group() metav1.APIGroup {
	v := metav1.GroupVersionForDiscovery{GroupVersion: subresources.GroupVersion.String(), Version: "v1alpha1"}
	return metav1.APIGroup{Name: subresources.GroupVersion.Group, Versions: []metav1.GroupVersionForDiscovery{v}, PreferredVersion: v}
}

func statement() subresources.StatementView {
	return subresources.StatementView{
		TypeMeta:   metav1.TypeMeta{APIVersion: subresources.GroupVersion.String(), Kind: "StatementView"},
		ObjectMeta: metav1.ObjectMeta{Namespace: "agency-minfin", Name: "2024-10"},
		Agency:     "minfin",
		Status: finance.StatementStatus{Total: "3.14", Lines: []finance.StatementLine{
			{System: "esf", Meter: finance.MeterVCPUHour, Quantity: "1", UnitPrice: "3.14", Tariff: "t1", Amount: "3.14"},
		}},
	}
}

func answerJSON(value any) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		// A test whose answer cannot be written fails by what it lacks.
		_ = json.NewEncoder(w).Encode(value)
	}
}

func TestWhatTheAggregatedAPIServes(t *testing.T) {
	t.Parallel()
	p := aggregated(t)
	for line, want := range map[string]string{
		"statement show minfin --month 2024-10":         "esf      vCPU, hours          1         3.14   t1              3.14",
		"statement show minfin --month 2024-10 -o json": `"total": "3.14"`,
		"statement show minfin --month 2024-10 -o yaml": "apiVersion: subresources.ikp.gov.kz/v1alpha1\nkind: StatementView",
		"statement list":                        "minfin   2024-10         3.14   final",
		"vm logs minfin/prod/web-1":             "asked for \n",
		"vm logs minfin/prod/web-1 -f --tail 5": "asked for follow=true&tailLines=5\n",
	} {
		if got := p.must(line); !strings.Contains(got, want) {
			t.Errorf("%s does not show %q:\n%s", line, want, got)
		}
	}
	if got := p.types("statement show minfin --month 2024-09"); got.code != 1 {
		t.Errorf("a month that is not there ended with %d: %s", got.code, got.err)
	}
}

func TestAStatementOfNoMonthIsAMistakeInTheCommandLine(t *testing.T) {
	t.Parallel()
	p := aggregated(t)
	for month, want := range map[string]string{
		"9999-01": "--month 9999-01 has not begun in Almaty: the running month is ",
		"january": `--month: reading "january": want a month like 2026-11`,
	} {
		got := p.types("statement show minfin --month " + month)
		if got.code != cmdutil.ExitUsage || !strings.Contains(got.err, want) {
			t.Errorf("month %s: got %+v, want exit code 2 and %q", month, got, want)
		}
	}
}
