package wave

import (
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	api "github.com/govtech-kz/ikp/api/migration/v1alpha1"
	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/golden"
)

func TestShow(t *testing.T) {
	w := &api.MigrationWave{ObjectMeta: metav1.ObjectMeta{Name: "move-w01"}, Spec: api.MigrationWaveSpec{
		Programme: "move", From: "2027-01-11", To: "2027-02-05",
		Systems: []tenancy.SystemReference{{Agency: "minfin", Name: "esf"}, {Agency: "moa", Name: "herds"}},
	}, Status: api.MigrationWaveStatus{Systems: 2, Published: 1}}
	moves := map[string]*api.SystemMigration{"moa/herds": {Status: api.SystemMigrationStatus{State: api.StateTesting,
		Obstacles: []api.Obstacle{{Gate: api.StateAccepted, Party: "GO"}}}}}
	for _, lang := range []string{"en", "ru", "kk"} {
		t.Run(lang, func(t *testing.T) {
			streams, _, out, _ := cmdutil.TestIO()
			f := cmdutil.New("ikpctl", streams, func(string) string { return lang })
			if err := (&ShowOptions{Factory: f}).page(w, moves); err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "show."+lang+".txt", out.String())
		})
	}
}
