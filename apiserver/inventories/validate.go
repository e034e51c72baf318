package inventories

import (
	"k8s.io/apimachinery/pkg/util/validation/field"

	subresources "github.com/govtech-kz/ikp/api/subresources/v1alpha1"
	"github.com/govtech-kz/ikp/internal/domain/whereabouts"
)

const (
	// maxLots bounds the transaction that compares an inventory. A store with more
	// reports as several.
	maxLots = 5000
	// maxText bounds names and paths.
	maxText = 1024
)

// validate finds what in an inventory contradicts itself or the API.
func validate(i *subresources.ResidencyInventory) field.ErrorList {
	errs := sourceOf(i)
	path := field.NewPath("lots")
	if len(i.Lots) > maxLots {
		return append(errs, field.TooMany(path, len(i.Lots), maxLots))
	}
	type name struct{ kind, resource string }
	seen := make(map[name]bool, len(i.Lots))
	for n := range i.Lots {
		l := &i.Lots[n]
		errs = append(errs, lot(path.Index(n), l, i.Host != "")...)
		if key := (name{l.Kind, l.Resource}); seen[key] {
			errs = append(errs, field.Duplicate(path.Index(n).Child("resource"), l.Resource))
		} else {
			seen[key] = true
		}
	}
	return errs
}

// sourceOf demands one source: a host, or a store with its data centre.
func sourceOf(i *subresources.ResidencyInventory) field.ErrorList {
	switch {
	case (i.Host == "") == (i.Store == ""):
		return field.ErrorList{field.Invalid(field.NewPath("host"), i.Host, "name a host or a store, and only one of them")}
	case i.Store != "" && i.DataCentre == "":
		return field.ErrorList{field.Required(field.NewPath("dataCentre"), "a store says in which data centre it keeps everything")}
	case i.Host != "" && i.DataCentre != "":
		return field.ErrorList{field.Forbidden(field.NewPath("dataCentre"), "a host's data centre is the one it is registered in")}
	}
	return nil
}

// lot checks one lot; a host cannot say whose a machine is.
func lot(path *field.Path, l *subresources.HeldLot, ofHost bool) field.ErrorList {
	var errs field.ErrorList
	if !whereabouts.IsStored(whereabouts.Kind(l.Kind)) {
		errs = append(errs, field.NotSupported(path.Child("kind"), whereabouts.Kind(l.Kind), whereabouts.Stored()))
	}
	if l.Resource == "" {
		errs = append(errs, field.Required(path.Child("resource"), ""))
	}
	if l.Bytes < 0 {
		errs = append(errs, field.Invalid(path.Child("bytes"), l.Bytes, "must not be negative"))
	}
	if ofHost && (l.Agency != "" || l.System != "" || l.MovedBy != "") {
		errs = append(errs, field.Forbidden(path.Child("system"), "a host cannot say whose bytes it holds: the ledger knows"))
	}
	for name, value := range map[string]string{
		"resource": l.Resource, "machine": string(l.Machine), "agency": l.Agency, "system": l.System, "movedBy": l.MovedBy,
	} {
		if len(value) > maxText {
			errs = append(errs, field.TooLong(path.Child(name), value, maxText))
		}
	}
	return errs
}
