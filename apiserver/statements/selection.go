package statements

import (
	"k8s.io/apimachinery/pkg/apis/meta/internalversion"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
)

// selection says which months a list is asked for. Statements have no labels.
func selection(options *internalversion.ListOptions) func(month string) bool {
	return func(month string) bool {
		if options == nil {
			return true
		}
		if options.LabelSelector != nil && !options.LabelSelector.Matches(labels.Set{}) {
			return false
		}
		return options.FieldSelector == nil || options.FieldSelector.Matches(fields.Set{"metadata.name": month})
	}
}
