package setup

import (
	"testing"
)

func TestValidate(t *testing.T) {
	for want, edit := range map[string]func(*Options){
		"--ledger is required: sqlite:/path/file.db or postgres://…": func(*Options) {},
		`unknown controller "sweep": choose of assessment, budget, exception, gate, integration, migration, programme, quota, residency, residency-audit, statement, sweeper, tariff`: func(o *Options) {
			o.Ledger, o.Controllers = "sqlite:/x", []string{"*", "-sweep"}
		},
	} {
		o := NewOptions()
		edit(o)
		if err := o.Validate(); err == nil || err.Error() != want {
			t.Errorf("Validate() = %v, want %q", err, want)
		}
	}
}
