package cmd_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAWorldIsBuiltFromTheCommandLine creates one object of every kind and finds
// each again.
func TestAWorldIsBuiltFromTheCommandLine(t *testing.T) {
	namespaceOfAgency(t, "minfin")
	namespaceOfEnvironment(t, "minfin", "esf", "prod")
	root := somebody(t, "root", "system:masters", "ikp:security-service")
	for _, step := range []struct{ line, want string }{
		{"agency create minfin --kind ministry --name-ru 'Министерство финансов' --user-group 2", "agency/minfin created"},
		{"system create esf -a minfin --name-ru 'ЭСФ' --segment G2CB", "system/esf created"},
		{"system set minfin/esf --class Second --category HighPriority --personal-data Yes", "system/esf changed"},
		{"env create prod -a minfin --system esf --type production", "env/prod created"},
		{"dc create astana-1 --country KZ --region KZ-71 --segment G2G --segment G2CB --registered", "dc/astana-1 created"},
		{"host create h1 --dc astana-1 --segment G2CB", "host/h1 created"},
		{"host cordon h1", "host/h1 changed"},
		{"image create guest --file guest.qcow2 --format qcow2 --sha256 " + strings.Repeat("0", 64), "image/guest created"},
		{"machine-type create small --vcpu 1 --memory 512", "machine-type/small created"},
		{"quota create minfin -a minfin --vcpu 4 --memory 4096 --disk 20 --machines 4", "quota/minfin created"},
		{"quota set minfin/minfin --vcpu 8", "quota/minfin changed"},
		{"budget create y2026 -a minfin --year 2026 --limit 1500000.00", "budget/y2026 created"},
		{"budget set minfin/y2026 --limit 2000000.00", "budget/y2026 changed"},
		{"tariff create t2026 --valid-from 2026-01-01 --act-title Приказ --price vcpu-hour=4.75 --price memory-gib-hour=1.9 --price disk-gib-hour=0.0125",
			"tariff/t2026 created"},
		{"tariff publish t2026", "tariff/t2026 changed"},
		{"clearance create esf-1 -a minfin --system esf --verdict Positive --protocol 14 --laboratory ГТС --valid-from 2026-01-01 --valid-until 2026-12-31",
			"clearance/esf-1 created"},
		{"vm create web-1 -a minfin --env prod --type small --image guest --data-disk db=5", "vm/web-1 created"},
		{"vm stop minfin/prod/web-1", "vm/web-1 changed"},
		{"vm start minfin/prod/web-1", "vm/web-1 changed"},
		{"vm restart minfin/prod/web-1", "vm/web-1 changed"},
	} {
		if diff := cmp.Diff(step.want+"\n", root.must(step.line)); diff != "" {
			t.Errorf("%s:\n%s", step.line, diff)
		}
	}
	for line, want := range map[string]string{
		"system list -a minfin":          "minfin   esf    HighPriority   Second   G2CB      Yes",
		"host list":                      "h1     astana-1   G2CB",
		"quota list -a minfin":           "0/8       0/4096       0/20        0/4   Unknown",
		"tariff list":                    "Published   2026-01-01        4.75               1.9          0.0125   Приказ",
		"vm list":                        "env-minfin-prod   web-1   small   guest   Always   Unknown   Unknown   Pending",
		"vm list -a minfin":              "env-minfin-prod   web-1",
		"vm show minfin/prod/web-1":      "DATA-DISKS      db=5",
		"clearance show minfin/esf-1":    "LABORATORY   ГТС",
		"agency list -o name":            "agency.tenancy.ikp.gov.kz/minfin",
		"system show minfin/esf -o yaml": "kind: InformationSystem",
		"dc show astana-1 -o json":       `"region": "KZ-71"`,
		"budget list -o json":            `"limit": "2000000.00"`,
		"image list":                     "guest           qcow2",
		"machine-type list":              "small      1          512",
		"env list -a minfin":             "minfin   prod   esf      production",
	} {
		if got := root.must(line); !strings.Contains(got, want) {
			t.Errorf("%s does not show %q:\n%s", line, want, got)
		}
	}
	root.must("vm delete minfin/prod/web-1 --dry-run=server")
	root.must("budget delete minfin/y2026 --wait=10s")
}

func TestExportIsWhatCreateWouldCreate(t *testing.T) {
	t.Parallel()
	got := somebody(t, "anybody").must("vm create web-1 -a minfin --env prod --type small --image guest --disk 2 --export")
	want := `apiVersion: compute.ikp.gov.kz/v1alpha1
kind: VirtualMachine
metadata:
  name: web-1
  namespace: env-minfin-prod
spec:
  image: guest
  machineType: small
  rootDiskGiB: 2
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestADryRunKeepsNothing(t *testing.T) {
	t.Parallel()
	root := somebody(t, "root", "system:masters")
	if got, want := root.must("dc create dry --country KZ --segment G2G --dry-run=server"), "dc/dry created (checked by the server, not kept)\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if a := root.types("dc show dry"); a.code != 1 {
		t.Errorf("the data centre is there after a dry run: %+v", a)
	}
}
