package machinelog

import (
	"fmt"
	"net/url"
	"strconv"

	"k8s.io/apimachinery/pkg/conversion"
	"k8s.io/apimachinery/pkg/runtime"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
)

// AddToScheme registers how query parameters become options.
func AddToScheme(s *runtime.Scheme) error {
	return s.AddConversionFunc((*url.Values)(nil), (*subresources.VirtualMachineLogOptions)(nil),
		func(in, out any, _ conversion.Scope) error {
			return parse(*in.(*url.Values), out.(*subresources.VirtualMachineLogOptions))
		})
}

// parse reads follow and tailLines; other parameters are left alone.
func parse(query url.Values, o *subresources.VirtualMachineLogOptions) error {
	if text := query.Get("follow"); text != "" {
		follow, err := strconv.ParseBool(text)
		if err != nil {
			return fmt.Errorf("follow is %q, want true or false", text)
		}
		o.Follow = follow
	}
	if text := query.Get("tailLines"); text != "" {
		lines, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return fmt.Errorf("tailLines is %q, want a number of lines", text)
		}
		o.TailLines = &lines
	}
	return nil
}
