package walls

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/client-go/rest"
	toolscache "k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/govtech-kz/ikp/api/scheme"
)

// repairInterval is how long rules that somebody has changed stay so.
const repairInterval = 30 * time.Second

// enforcer keeps the rules of the network it is in.
type enforcer struct {
	podRange string
	reader   client.Reader
	// load gives rules to the kernel.
	load func(context.Context, string) error
}

// Run enforces network policies until ctx ends. The rules stay when it ends: what
// was closed stays closed.
func Run(ctx context.Context, cfg *rest.Config, podRange string) error {
	c, err := cache.New(cfg, cache.Options{Scheme: scheme.New(), DefaultTransform: cache.TransformStripManagedFields()})
	if err != nil {
		return fmt.Errorf("watching the network policies: %w", err)
	}
	changed := make(chan struct{}, 1)
	for _, kind := range []client.Object{&corev1.Pod{}, &corev1.Namespace{}, &networkingv1.NetworkPolicy{}} {
		if err := notify(ctx, c, kind, changed); err != nil {
			return err
		}
	}
	failed := make(chan error, 1)
	go func() { failed <- c.Start(ctx) }()
	if !c.WaitForCacheSync(ctx) {
		return <-failed
	}
	e := enforcer{podRange: podRange, reader: c, load: Load}
	return e.loop(ctx, changed, failed)
}

// notify marks on the channel that something of a kind has changed.
func notify(ctx context.Context, c cache.Cache, kind client.Object, changed chan<- struct{}) error {
	informer, err := c.GetInformer(ctx, kind, cache.BlockUntilSynced(false))
	if err != nil {
		return fmt.Errorf("watching %T: %w", kind, err)
	}
	mark := func() {
		select {
		case changed <- struct{}{}:
		default: // it is marked already
		}
	}
	_, err = informer.AddEventHandler(toolscache.ResourceEventHandlerFuncs{
		AddFunc: func(any) { mark() }, UpdateFunc: func(any, any) { mark() }, DeleteFunc: func(any) { mark() },
	})
	return err
}

func (e enforcer) loop(ctx context.Context, changed <-chan struct{}, failed <-chan error) error {
	repair := time.NewTicker(repairInterval)
	defer repair.Stop()
	loaded := ""
	for {
		rules, err := e.rules(ctx)
		if err == nil && rules != loaded {
			err = e.load(ctx, rules)
		}
		if err != nil {
			return err
		}
		loaded = rules
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return err
		case <-changed:
		case <-repair.C:
			loaded = ""
		}
	}
}

func (e enforcer) rules(ctx context.Context) (string, error) {
	var pods corev1.PodList
	var namespaces corev1.NamespaceList
	var policies networkingv1.NetworkPolicyList
	for _, list := range []client.ObjectList{&pods, &namespaces, &policies} {
		if err := e.reader.List(ctx, list); err != nil {
			return "", fmt.Errorf("listing %T: %w", list, err)
		}
	}
	w := World{Pods: pods.Items, Policies: policies.Items, Namespaces: map[string]map[string]string{}}
	for _, ns := range namespaces.Items {
		w.Namespaces[ns.Name] = ns.Labels
	}
	return Rules(e.podRange, w), nil
}
