package verb

import (
	"strconv"
	"strings"

	"sigs.k8s.io/controller-runtime/pkg/client"

	tenancy "github.com/govtech-kz/ikp/api/tenancy/v1alpha1"
)

// Title is the name to show where one fits: Russian, else Kazakh, else English.
func Title(n tenancy.Names) string {
	for _, name := range []string{n.RU, n.KK, n.EN} {
		if name != "" {
			return name
		}
	}
	return ""
}

// NameColumns are the names in three languages.
func NameColumns[T client.Object](names func(T) tenancy.Names) []Column[T] {
	return []Column[T]{
		{Head: "NAME-KK", Value: func(o T) string { return names(o).KK }},
		{Head: "NAME-RU", Value: func(o T) string { return names(o).RU }},
		{Head: "NAME-EN", Value: func(o T) string { return names(o).EN }},
	}
}

// RequestedByColumn is who created the object, as admission stamped it.
func RequestedByColumn[T client.Object](head string) Column[T] {
	return Column[T]{Head: head, Value: func(o T) string {
		return o.GetAnnotations()[tenancy.AnnotationRequestedBy]
	}}
}

// NumberColumn is a column of whole numbers.
func NumberColumn[T client.Object](head string, value func(T) int64) Column[T] {
	return Column[T]{Head: head, Right: true, Value: func(o T) string {
		return strconv.FormatInt(value(o), 10)
	}}
}

// Join lists words in one field.
func Join[S ~string](words []S) string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	return strings.Join(plain, ",")
}

// YesNo says a fact in a word.
func YesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
