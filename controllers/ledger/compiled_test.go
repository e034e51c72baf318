package ledger

import (
	"context"
	"path/filepath"
	"testing"
)

// TestAStatementIsCompiledOnceItWasRun: what a transaction runs for the first time
// is compiled for those that follow, also after the connection was lost.
func TestAStatementIsCompiledOnceItWasRun(t *testing.T) {
	l, err := Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	write := l.connections.Load().write
	for run, want := range []int{0, 1, 1, 1} {
		err := l.change(t.Context(), func(ctx context.Context, b book) error {
			if got := len(write.compiled.statements); got != want {
				t.Errorf("in run %d %d statements are compiled, want %d", run, got, want)
			}
			_, err := b.exec(ctx, `UPDATE accounts SET quota = NULL WHERE id = @id`, args{"id": "minfin"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if run == 2 {
			write.SetMaxIdleConns(0) // closes the connection
		}
	}
}
