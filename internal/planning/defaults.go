package planning

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Names of the defaults.
const (
	PreparationDays  = "preparation-days"
	TestingDays      = "testing-days"
	DecommissionDays = "decommission-days"
	AgencyPeople     = "agency-people"
	SupplierPeople   = "supplier-people"
	OperatorPeople   = "operator-people"
	SystemPeople     = "system-people"
	DataGiB          = "data-gib"
	SiteMbps         = "site-mbps"
	LinkShare        = "link-share"
	VCPU             = "vcpu"
	MemoryGiB        = "memory-gib"
	DiskShare        = "disk-share"
	CostTenge        = "cost-tenge"
	RewriteShare     = "rewrite-share"
	ReplaceShare     = "replace-share"
	SlipChance       = "slip-chance"
	SlipMost         = "slip-most"
)

// Default is a number that is assumed where nobody has told.
type Default struct {
	Name  string `json:"name"`
	Value int64  `json:"value"`
	// Unit is a code; its text is in the catalogue as unit-<code>.
	Unit string `json:"unit"`
}

// effort is what an answer of the audit adds to the working days, in per cent.
const effort = "effort/"

// shipped are the defaults as they come. Durations of a middling system follow the
// questionnaire: each answer that makes work adds its share.
var shipped = map[string]Default{
	PreparationDays:  {Value: 30, Unit: "working-days"},
	TestingDays:      {Value: 20, Unit: "working-days"},
	DecommissionDays: {Value: 20, Unit: "working-days"},
	AgencyPeople:     {Value: 2, Unit: "people"},
	SupplierPeople:   {Value: 4, Unit: "people"},
	OperatorPeople:   {Value: 12, Unit: "people"},
	SystemPeople:     {Value: 1, Unit: "people-of-each-team"},
	DataGiB:          {Value: 1024, Unit: "gib"},
	SiteMbps:         {Value: 200, Unit: "mbps"},
	LinkShare:        {Value: 50, Unit: "percent-of-link"},
	VCPU:             {Value: 8, Unit: "vcpu"},
	MemoryGiB:        {Value: 32, Unit: "gib"},
	DiskShare:        {Value: 150, Unit: "percent-of-data"},
	CostTenge:        {Value: 0, Unit: "tenge"},
	RewriteShare:     {Value: 400, Unit: "percent-of-preparation"},
	ReplaceShare:     {Value: 200, Unit: "percent-of-preparation"},
	SlipChance:       {Value: 40, Unit: "percent-of-phases"},
	SlipMost:         {Value: 60, Unit: "percent-of-days"},

	effort + "virtual=no":               {Value: 25, Unit: "percent-more-days"},
	effort + "sources=supplier":         {Value: 25, Unit: "percent-more-days"},
	effort + "architecture=monolith":    {Value: 25, Unit: "percent-more-days"},
	effort + "architecture=desktop":     {Value: 50, Unit: "percent-more-days"},
	effort + "database=locked":          {Value: 50, Unit: "percent-more-days"},
	effort + "integrations=few-direct":  {Value: 15, Unit: "percent-more-days"},
	effort + "integrations=many-direct": {Value: 50, Unit: "percent-more-days"},
	effort + "documentation=none":       {Value: 25, Unit: "percent-more-days"},
	effort + "security-tests=no":        {Value: 25, Unit: "percent-more-days"},

	dataOf + "small":  {Value: 512, Unit: "gib"},
	dataOf + "medium": {Value: 10 * 1024, Unit: "gib"},
	dataOf + "large":  {Value: 40 * 1024, Unit: "gib"},
}

// dataOf is the data of a system whose audit names only a range.
const dataOf = "data-volume/"

// Defaults are the shipped ones with those of a programme in their place.
type Defaults map[string]int64

// NewDefaults takes what a programme says over what is shipped. A name that is no
// default is an error.
func NewDefaults(said map[string]int64) (Defaults, error) {
	d := Defaults{}
	for name, one := range shipped {
		d[name] = one.Value
	}
	for _, name := range slices.Sorted(maps.Keys(said)) {
		if _, known := shipped[name]; !known {
			return nil, fmt.Errorf("the planner has no default %q; see ikpctl plan defaults", name)
		}
		if said[name] < 0 {
			return nil, fmt.Errorf("default %q: %d is less than nothing", name, said[name])
		}
		d[name] = said[name]
	}
	return d, nil
}

// List are the defaults with their units, by name.
func (d Defaults) List() []Default {
	var all []Default
	for name, one := range shipped {
		all = append(all, Default{Name: name, Value: d[name], Unit: one.Unit})
	}
	slices.SortFunc(all, func(a, b Default) int {
		return cmp.Or(cmp.Compare(strings.Count(a.Name, "/"), strings.Count(b.Name, "/")), cmp.Compare(a.Name, b.Name))
	})
	return all
}
