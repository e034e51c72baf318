package duplicate

import "testing"

func TestFormsOfAWordHaveOneStem(t *testing.T) {
	for want, forms := range map[string][]string{
		"жүйе":     {"жүйе", "жүйесі", "жүйелері", "жүйенің", "жүйелердің", "жүйеде"},
		"тіркеу":   {"тіркеу", "тіркеуі", "тіркеудің", "тіркеуге"},
		"регистр":  {"регистр", "регистру", "регистров"},
		"passport": {"passport", "passports"},
	} {
		for _, form := range forms {
			if got := stem(form); got != want {
				t.Errorf("stem(%q) = %q, want %q", form, got, want)
			}
		}
	}
}
