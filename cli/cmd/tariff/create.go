package tariff

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	finance "github.com/govtech-kz/ikp/api/finance/v1alpha1"
	"github.com/govtech-kz/ikp/cli/cmdutil"
	"github.com/govtech-kz/ikp/cli/cmdutil/verb"
)

// CreateOptions describe the tariff to write.
type CreateOptions struct {
	verb.Create[*finance.Tariff]
	Spec finance.TariffSpec
	// Prices as METER=TENGE.
	Prices []string
	// Publish puts the tariff in force at once.
	Publish bool
}

// NewCreate is the command that writes a tariff.
func NewCreate(f *cmdutil.Factory, runF func(*CreateOptions) error) *cobra.Command {
	o := &CreateOptions{Create: verb.NewCreate(f, Kind())}
	cmd := o.Command(verb.Words{
		Short: "Write a tariff; it prices nothing until it is published",
		Example: `  ikpctl tariff create t2026 --valid-from 2026-01-01 --act-title 'Об утверждении тарифов' \
    --price vcpu-hour=4.75 --price memory-gib-hour=1.90 --price disk-gib-hour=0.0125`,
	}, func(ctx context.Context) error {
		if runF != nil {
			return runF(o)
		}
		return o.run(ctx)
	})
	fs := cmd.Flags()
	verb.StringVar(fs, &o.Spec.ValidFrom, "valid-from", "First day on which the prices hold, YYYY-MM-DD")
	fs.StringVar(&o.Spec.Act.Title, "act-title", "", "Title of the legal act that sets the prices")
	fs.StringVar(&o.Spec.Act.Number, "act-number", "", "Number of the act")
	verb.StringVar(fs, &o.Spec.Act.Date, "act-date", "Date of the act")
	fs.StringVar(&o.Spec.Act.URL, "act-url", "", "Where the act can be read")
	fs.StringArrayVar(&o.Prices, "price", nil, "Price of a unit in tenge, METER=TENGE; repeatable")
	fs.BoolVar(&o.Publish, "publish", false, "Publish at once: it can then be neither changed nor deleted")
	verb.Require(cmd, "valid-from", "act-title", "price")
	return cmd
}

func (o *CreateOptions) run(ctx context.Context) error {
	t := &finance.Tariff{Spec: o.Spec}
	var err error
	if t.Spec.Prices, err = prices(o.Prices); err != nil {
		return err
	}
	if o.Publish {
		t.Spec.State = finance.TariffPublished
	}
	if err := o.Identify(t); err != nil {
		return err
	}
	return o.Submit(ctx, t)
}

func prices(flags []string) ([]finance.Price, error) {
	var out []finance.Price
	for _, s := range flags {
		meter, tenge, ok := strings.Cut(s, "=")
		if !ok || meter == "" || tenge == "" {
			return nil, cmdutil.UsageError{Err: fmt.Errorf("--price %q: write METER=TENGE, such as vcpu-hour=4.75", s)}
		}
		out = append(out, finance.Price{Meter: finance.Meter(meter), Price: finance.Decimal(tenge)})
	}
	return out, nil
}
