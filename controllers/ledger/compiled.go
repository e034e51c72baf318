package ledger

import (
	"context"
	"database/sql"
	"sync"
)

// pool is connections to the database. To compile a statement costs SQLite as
// much as to run it, so a pool may keep them compiled. PostgreSQL's driver does
// so by itself.
type pool struct {
	*sql.DB
	// compiled is nil where the driver keeps statements itself.
	compiled *compiled
}

// begin begins a transaction. What it runs for the first time is not compiled
// yet: a single connection cannot compile while a transaction has it.
func (p *pool) begin(ctx context.Context, o *sql.TxOptions) (*sql.Tx, runner, error) {
	if p.compiled == nil {
		tx, err := p.BeginTx(ctx, o)
		return tx, tx, err
	}
	if err := p.compiled.catchUp(ctx, p.DB); err != nil {
		return nil, nil, err
	}
	tx, err := p.BeginTx(ctx, o)
	return tx, compiledRunner{tx, p.compiled}, err
}

// compiled are statements by their text. Their number is that of the constants
// in this package.
type compiled struct {
	mu         sync.Mutex
	statements map[string]*sql.Stmt
	// wanted were run without having been compiled.
	wanted map[string]bool
}

func newCompiled() *compiled {
	return &compiled{statements: map[string]*sql.Stmt{}, wanted: map[string]bool{}}
}

// catchUp compiles what is wanted.
func (c *compiled) catchUp(ctx context.Context, db *sql.DB) error {
	for _, query := range c.take() {
		s, err := db.PrepareContext(ctx, query)
		if err != nil {
			return err
		}
		c.mu.Lock()
		c.statements[query] = s
		c.mu.Unlock()
	}
	return nil
}

// take empties the list of what is wanted.
func (c *compiled) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.wanted) == 0 {
		return nil
	}
	var all []string
	for query := range c.wanted {
		all = append(all, query)
	}
	c.wanted = map[string]bool{}
	return all
}

// find is nil for a statement that is not compiled yet.
func (c *compiled) find(query string) *sql.Stmt {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.statements[query]
	if s == nil {
		c.wanted[query] = true
	}
	return s
}

// compiledRunner is a transaction that runs compiled statements.
type compiledRunner struct {
	tx       *sql.Tx
	compiled *compiled
}

func (r compiledRunner) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if s := r.compiled.find(query); s != nil {
		return r.tx.StmtContext(ctx, s).ExecContext(ctx, args...)
	}
	return r.tx.ExecContext(ctx, query, args...)
}

func (r compiledRunner) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s := r.compiled.find(query); s != nil {
		return r.tx.StmtContext(ctx, s).QueryContext(ctx, args...)
	}
	return r.tx.QueryContext(ctx, query, args...)
}
