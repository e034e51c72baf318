package inventory

import "github.com/govtech-kz/ikp/internal/domain/inventory"

// fields are those of a spec that a list knows.
type fields map[string]any

// put leaves an unknown value out.
func (f fields) put(name, value string) {
	if value != "" && value != inventory.Unknown {
		f[name] = value
	}
}

func agencySpec(a inventory.Agency) map[string]any {
	f := fields{"names": names(a.Names)}
	f.put("kind", a.Kind)
	f.put("parent", a.Parent)
	f.put("participation", a.Participation)
	f.put("source", a.Source)
	if a.UserGroup != 0 {
		f["userGroup"] = int64(a.UserGroup)
	}
	return f
}

// systemSpec refers to other systems where they live, which homes tells.
func systemSpec(s inventory.System, homes map[string]string) map[string]any {
	f := fields{"names": names(s.Names)}
	f.put("purpose", s.Purpose)
	f.put("category", s.Category)
	f.put("class", s.Class)
	f.put("segment", s.Segment)
	f.put("personalData", s.PersonalData)
	f.put("personalDataNote", s.PersonalDataNote)
	f.put("source", s.Source)
	if len(s.Dependencies) > 0 {
		list := make([]any, 0, len(s.Dependencies))
		for _, d := range s.Dependencies {
			list = append(list, map[string]any{"agency": homes[d.System], "name": d.System})
		}
		f["dependencies"] = list
	}
	return f
}

func names(n inventory.Names) map[string]any {
	f := fields{}
	f.put("kk", n.KK)
	f.put("ru", n.RU)
	f.put("en", n.EN)
	return f
}
