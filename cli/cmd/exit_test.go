package cmd_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/internal/kit"
	"github.com/govtech-kz/ikp/internal/testkit/controlplane"
)

func TestExitCodes(t *testing.T) {
	t.Parallel()
	namespaceOfAgency(t, "exit")
	root := somebody(t, "root", "system:masters")
	for name, tc := range map[string]struct {
		who      person
		line     string
		want     cmdutil.ExitCode
		wantText string
	}{
		"0 when it is done":                {root, "agency list", 0, ""},
		"1 when an object is not there":    {root, "dc show nowhere", 1, `Error: reading dc/nowhere: datacentres.compute.ikp.gov.kz "nowhere" not found`},
		"1 when an object is malformed":    {root, "dc create x --country Kazakhstan --segment G2G", 1, "spec.country"},
		"2 for an unknown command":         {root, "vm fly", 2, `unknown command "fly" for "ikpctl vm"`},
		"2 for an unknown flag":            {root, "vm list --fly", 2, "unknown flag: --fly"},
		"2 for a missing flag":             {root, "env create x -a exit", 2, `required flag(s) "system", "type" not set`},
		"2 for a missing argument":         {root, "vm show", 2, "accepts 1 arg(s), received 0"},
		"2 for a language it cannot speak": {root, "agency list --lang fr", 2, `unknown language "fr": use en, ru or kk`},
		"2 for a place that is not named":  {root, "system show esf", 2, "whose? name the agency"},
		"2 for a wrong format":             {root, "vm list -o csv", 2, "use one of table|json|yaml|name"},
		"3 for lack of rights":             {somebody(t, "stranger"), "dc create x --country KZ --segment G2G", 3, "Refused to create dc/x"},
		"3 when an admission policy refuses": {
			root,
			"clearance create c -a exit --system s --verdict Positive --protocol 1 --laboratory l --valid-from 2026-01-01 --valid-until 2026-12-31",
			3, "clearances are issued by the state technical service, group ikp:security-service (KZ-IB-49)",
		},
		"4 for a user that is not known":          {unknown(t), "agency list", 4, "The platform does not know you"},
		"8 when time runs out before it is ready": {root, "agency create exit --kind ministry --wait=1s", 8, "agency/exit is not ready after 1s; see: ikpctl why agency/exit"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := tc.who.types(tc.line)
			if got.code != tc.want || !strings.Contains(got.err, tc.wantText) {
				t.Errorf("%s ended with %d, want %d with %q:\n%s", tc.line, got.code, tc.want, tc.wantText, got.err)
			}
		})
	}
}

// unknown is somebody whose token the API server has never seen.
func unknown(t *testing.T) person {
	t.Helper()
	p := somebody(t, "unknown")
	c, err := clientcmd.LoadFromFile(p.kubeconfig)
	if err != nil {
		t.Fatal(err)
	}
	for _, user := range c.AuthInfos {
		user.ClientCertificateData, user.ClientKeyData, user.Token = nil, nil, "forged"
	}
	p.kubeconfig = filepath.Join(t.TempDir(), "forged")
	if err := clientcmd.WriteToFile(*c, p.kubeconfig); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWithoutAControlPlaneItSaysWhereOneComesFrom(t *testing.T) {
	t.Parallel()
	p := person{t: t, kubeconfig: filepath.Join(t.TempDir(), "missing")}
	got := p.types("agency list")
	if got.code != cmdutil.ExitError || !strings.Contains(got.err, "ikpctl local up") {
		t.Errorf("got %+v", got)
	}
}

func TestWhyFollowsAnObject(t *testing.T) {
	t.Parallel()
	root := somebody(t, "root", "system:masters")
	root.must("dc create karaganda-1 --country KZ --segment G2G")
	if got := root.types("why dc/karaganda-1", "IKP_LANG=ru"); got.code != cmdutil.ExitPending || !strings.Contains(got.out, "dc/karaganda-1: ожидание") || got.err != "" {
		t.Errorf("before the first look: %+v", got)
	}
	setReady(t, "karaganda-1")
	if got := root.types("why dc/karaganda-1", "LANG=kk_KZ.UTF-8"); got.code != cmdutil.ExitOK || !strings.Contains(got.out, "dc/karaganda-1: ештеңе күтпейді") {
		t.Errorf("when it is ready: %+v", got)
	}
	if got := root.must("why dc/karaganda-1 -o json"); !strings.Contains(got, `"ready": true`) {
		t.Errorf("as JSON: %s", got)
	}
}

func TestWhyOfAKindWithoutConditions(t *testing.T) {
	t.Parallel()
	root := somebody(t, "root", "system:masters")
	root.must("machine-type create plain --vcpu 1 --memory 512")
	if got, want := root.must("why machinetype/plain"), "machine-type/plain exists and waits for nothing\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := root.must("why machine-type/plain -o json"); !strings.Contains(got, `"ready": true`) || !strings.Contains(got, `"conditions": []`) {
		t.Errorf("as JSON: %s", got)
	}
}

func TestWhyTellsWhatIsUnmetBesideReady(t *testing.T) {
	t.Parallel()
	root := somebody(t, "root", "system:masters")
	root.must("dc create taraz-1 --country KZ --segment G2G")
	report(t, "taraz-1", kit.True("Ready", "Compliant", "in service"),
		kit.False("PersonalDataAllowed", "ResidencyViolated", "no answer to its accession (KZ-DC-JOIN)"))
	got := root.types("why dc/taraz-1")
	if got.code != cmdutil.ExitPending {
		t.Errorf("exit code %d, want 8", got.code)
	}
	for _, want := range []string{
		"dc/taraz-1 is in place, but somebody must act", "(PersonalDataAllowed=False)", "no answer to its accession",
		"Rule:           KZ-DC-JOIN", "Who must act:", "What to do:",
	} {
		if !strings.Contains(got.out, want) {
			t.Errorf("the answer lacks %q:\n%s", want, got.out)
		}
	}
}

// setReady stands for the controller of data centres.
func setReady(t *testing.T, name string) {
	t.Helper()
	report(t, name, kit.True("Ready", "AsRequested", "hosts answer"))
}

func report(t *testing.T, name string, all ...metav1.Condition) {
	t.Helper()
	api := controlplane.New(t).Client
	d := &compute.DataCentre{}
	if err := api.Get(t.Context(), client.ObjectKey{Name: name}, d); err != nil {
		t.Fatal(err)
	}
	w := kit.StatusWriter{Client: api, Owner: "test", Clock: clock.RealClock{}}
	if err := w.Apply(t.Context(), d, kit.Report{Conditions: all}); err != nil {
		t.Fatal(err)
	}
}

func TestWaitTellsHowConditionsChange(t *testing.T) {
	t.Parallel()
	root := somebody(t, "root", "system:masters")
	done := make(chan answer)
	go func() { done <- root.types("dc create aktau-1 --country KZ --segment G2G --wait=30s") }()
	controlplane.Eventually(t, "the data centre is there", func() bool {
		return controlplane.New(t).Client.Get(t.Context(), client.ObjectKey{Name: "aktau-1"}, &compute.DataCentre{}) == nil
	})
	setReady(t, "aktau-1")
	got := <-done
	if got.code != cmdutil.ExitOK || !strings.Contains(got.err, "Ready=True  AsRequested: hosts answer") {
		t.Errorf("got %+v", got)
	}
}

func TestTheReferenceIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	root := somebody(t, "root", "system:masters")
	first, second := t.TempDir(), t.TempDir()
	root.must("docs " + first)
	root.must("docs " + second)
	pages, err := filepath.Glob(filepath.Join(first, "*.md"))
	if err != nil || len(pages) < 60 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, page := range pages {
		if read(t, page) != read(t, filepath.Join(second, filepath.Base(page))) {
			t.Errorf("%s differs", filepath.Base(page))
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
