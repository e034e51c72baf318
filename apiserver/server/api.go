package server

import (
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/sets"
	openapinamer "k8s.io/apiserver/pkg/endpoints/openapi"
	"k8s.io/apiserver/pkg/registry/rest"
	genericapiserver "k8s.io/apiserver/pkg/server"
	genericfilters "k8s.io/apiserver/pkg/server/filters"
	"k8s.io/apiserver/pkg/server/healthz"
	genericoptions "k8s.io/apiserver/pkg/server/options"
	"k8s.io/apiserver/pkg/util/compatibility"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/apiserver/openapi"
)

// newAPI is the aggregated API with these resources. It is ready when every
// check passes.
func newAPI(o *Options, resources map[string]rest.Storage, checks []healthz.HealthChecker) (*genericapiserver.GenericAPIServer, error) {
	scheme := newScheme()
	codecs := serializer.NewCodecFactory(scheme)
	config, err := newConfig(o, codecs)
	if err != nil {
		return nil, err
	}
	config.ReadyzChecks = slices.Concat(config.ReadyzChecks, checks)
	server, err := config.Complete(nil).New("ikp-apiserver", genericapiserver.NewEmptyDelegate())
	if err != nil {
		return nil, fmt.Errorf("making the aggregated API: %w", err)
	}
	group := genericapiserver.NewDefaultAPIGroupInfo(subresources.GroupVersion.Group, scheme, runtime.NewParameterCodec(scheme), codecs)
	group.VersionedResourcesStorageMap[subresources.GroupVersion.Version] = resources
	if err := server.InstallAPIGroup(&group); err != nil {
		return nil, fmt.Errorf("installing group %s: %w", subresources.GroupVersion, err)
	}
	return server, nil
}

// newConfig delegates the questions who asks and whether he may to Kubernetes.
func newConfig(o *Options, codecs serializer.CodecFactory) (*genericapiserver.Config, error) {
	config := genericapiserver.NewConfig(codecs)
	config.EffectiveVersion = compatibility.DefaultBuildEffectiveVersion()
	config.LongRunningFunc = genericfilters.BasicLongRunningRequestCheck(sets.NewString("watch"), sets.NewString("log"))
	describe(config)
	if err := secure(o).ApplyToConfig(config); err != nil {
		return nil, fmt.Errorf("listening on port %d: %w", o.SecurePort, err)
	}
	authentication := genericoptions.NewDelegatingAuthenticationOptions()
	authentication.RemoteKubeConfigFile = o.Kubeconfig
	if err := authentication.ApplyTo(&config.Authentication, config.SecureServing, config.OpenAPIConfig); err != nil {
		return nil, fmt.Errorf("delegating authentication to Kubernetes: %w", err)
	}
	authorization := genericoptions.NewDelegatingAuthorizationOptions()
	authorization.RemoteKubeConfigFile = o.Kubeconfig
	if err := authorization.ApplyTo(&config.Authorization); err != nil {
		return nil, fmt.Errorf("delegating authorization to Kubernetes: %w", err)
	}
	if err := o.Audit.ApplyTo(config); err != nil {
		return nil, fmt.Errorf("setting up the audit log: %w", err)
	}
	return config, nil
}

// describe tells clients the API's types.
func describe(config *genericapiserver.Config) {
	namer := openapinamer.NewDefinitionNamer(newPublicScheme())
	config.OpenAPIConfig = genericapiserver.DefaultOpenAPIConfig(openapi.Definitions, namer)
	config.OpenAPIConfig.Info.Title = "ikp"
	config.OpenAPIV3Config = genericapiserver.DefaultOpenAPIV3Config(openapi.Definitions, namer)
	config.OpenAPIV3Config.Info.Title = "ikp"
}

func secure(o *Options) *genericoptions.SecureServingOptionsWithLoopback {
	s := genericoptions.NewSecureServingOptions()
	s.BindAddress, s.BindPort = o.BindAddress, o.SecurePort
	s.ServerCert.CertKey = genericoptions.CertKey{CertFile: o.CertFile, KeyFile: o.KeyFile}
	// Clients come through one proxy, many of them over one connection.
	s.HTTP2MaxStreamsPerConnection = 1000
	return s.WithLoopback()
}
