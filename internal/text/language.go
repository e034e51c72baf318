package text

import (
	"fmt"
	"strings"
)

// Language is one of the languages of the catalogue.
type Language string

// Languages of the catalogue.
const (
	English Language = "en"
	Russian Language = "ru"
	Kazakh  Language = "kk"
)

// Languages lists them in the order in which they are documented.
func Languages() []Language { return []Language{English, Russian, Kazakh} }

// Choose finds the language for a person: the flag, else IKP_LANG, else the
// locale of the system (LC_ALL, LC_MESSAGES, LANG). A flag or IKP_LANG in
// another language is an error; a locale in another language means English.
func Choose(flag string, getenv func(string) string) (Language, error) {
	for _, asked := range []string{flag, getenv("IKP_LANG")} {
		if asked == "" {
			continue
		}
		if l, ok := parse(asked); ok {
			return l, nil
		}
		return "", fmt.Errorf("unknown language %q: use en, ru or kk", asked)
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" {
			l, _ := parse(locale)
			return l, nil
		}
	}
	return English, nil
}

// parse reads a language from its code or from a locale such as kk_KZ.UTF-8.
func parse(locale string) (Language, bool) {
	code, _, _ := strings.Cut(strings.ToLower(locale), ".")
	code, _, _ = strings.Cut(code, "_")
	for _, l := range Languages() {
		if code == string(l) {
			return l, true
		}
	}
	return English, false
}
