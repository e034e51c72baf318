package setup

import (
	"errors"

	"github.com/spf13/pflag"

	"github.com/govtech-kz/ikp/internal/replica"
)

// Options are the flags of ikp-controllers.
type Options struct {
	replica.Options
	// Ledger is the address of the ledger's database.
	Ledger string
}

// NewOptions are the options without any flag.
func NewOptions() *Options { return &Options{Options: replica.NewOptions()} }

// AddFlags declares the flags.
func (o *Options) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.Ledger, "ledger", o.Ledger, "the ledger's database: sqlite:/path/file.db or postgres://…")
	o.Options.AddFlags(fs, program(nil, nil))
}

// Validate says what is missing.
func (o *Options) Validate() error {
	if o.Ledger == "" {
		return errors.New("--ledger is required: sqlite:/path/file.db or postgres://…")
	}
	_, err := program(nil, nil).Choose(o.Controllers)
	return err
}
