package cmdutil

import (
	"fmt"
	"sync"

	"github.com/spf13/pflag"
	"k8s.io/cli-runtime/pkg/genericclioptions"
	"k8s.io/client-go/rest"
	"k8s.io/utils/clock"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/api/scheme"
	"github.com/govtech-kz/ikp/internal/text"
)

// Factory gives commands what they depend on. Clients are built when first
// asked for, so that help, completion and --export need no API server.
type Factory struct {
	// Name is how the command was called: "ikpctl" or "kubectl ikp".
	Name string
	// IO are the streams.
	IO *IOStreams
	// Clock tells the time.
	Clock clock.PassiveClock
	// Env reads an environment variable.
	Env func(string) string
	// Config reaches the API server that the flags name.
	Config func() (*rest.Config, error)
	// Client is a client of that API server for every kind of ikp.
	Client func() (client.Client, error)
	// QuietClient drops the API server's warnings, for a command that reports the
	// same in its own words.
	QuietClient func() (client.Client, error)

	flags *genericclioptions.ConfigFlags
	lang  string
}

// New is a factory whose clients follow the flags that AddFlags registers.
func New(name string, streams *IOStreams, env func(string) string) *Factory {
	f := &Factory{Name: name, IO: streams, Env: env, Clock: clock.RealClock{}, flags: configFlags()}
	f.Config = sync.OnceValues(f.config)
	f.Client = sync.OnceValues(f.client)
	f.QuietClient = sync.OnceValues(f.quietClient)
	return f
}

// configFlags are those flags of kubectl that make sense here.
func configFlags() *genericclioptions.ConfigFlags {
	all := genericclioptions.NewConfigFlags(true)
	return &genericclioptions.ConfigFlags{
		KubeConfig:       all.KubeConfig,
		Context:          all.Context,
		Impersonate:      all.Impersonate,
		ImpersonateGroup: all.ImpersonateGroup,
		Timeout:          all.Timeout,
	}
}

// AddFlags registers the flags that every command has.
func (f *Factory) AddFlags(flags *pflag.FlagSet) {
	f.flags.AddFlags(flags)
	flags.StringVar(&f.lang, "lang", "", "Language of explanations: en, ru or kk (default: IKP_LANG, else the locale)")
}

// Texts is the catalogue in the language asked for.
func (f *Factory) Texts() *text.Catalogue { return text.For(f.Language()) }

// Language is the one asked for; English when there is no such language, which
// CheckLanguage reports.
func (f *Factory) Language() text.Language {
	l, err := text.Choose(f.lang, f.Env)
	if err != nil {
		return text.English
	}
	return l
}

// CheckLanguage refuses a language that the catalogue does not have.
func (f *Factory) CheckLanguage() error {
	if _, err := text.Choose(f.lang, f.Env); err != nil {
		return UsageError{err}
	}
	return nil
}

func (f *Factory) config() (*rest.Config, error) {
	c, err := f.flags.ToRESTConfig()
	if err != nil {
		return nil, fmt.Errorf("finding the control plane: %w; name a kubeconfig with --kubeconfig, or start one with: %s local up", err, f.Name)
	}
	c.QPS = -1 // The API server's fairness limits people; a limit here only delays them.
	c.UserAgent = "ikpctl"
	c.WarningHandler = rest.NewWarningWriter(f.IO.Err, rest.WarningWriterOptions{Deduplicate: true, Color: f.IO.ErrIsTerminal()})
	return c, nil
}

func (f *Factory) client() (client.Client, error) {
	c, err := f.Config()
	if err != nil {
		return nil, err
	}
	return client.New(c, client.Options{Scheme: scheme.New()})
}

func (f *Factory) quietClient() (client.Client, error) {
	c, err := f.Config()
	if err != nil {
		return nil, err
	}
	c = rest.CopyConfig(c)
	c.WarningHandler = rest.NoWarnings{}
	return client.New(c, client.Options{Scheme: scheme.New()})
}
