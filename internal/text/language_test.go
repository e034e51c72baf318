package text

import "testing"

func TestChoose(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		flag    string
		env     map[string]string
		want    Language
		wantErr string
	}{
		"speaks English when nothing is said":           {want: English},
		"takes the flag before everything":              {flag: "kk", env: map[string]string{"IKP_LANG": "ru", "LANG": "en_US.UTF-8"}, want: Kazakh},
		"takes IKP_LANG before the locale":              {env: map[string]string{"IKP_LANG": "ru", "LC_ALL": "kk_KZ.UTF-8"}, want: Russian},
		"takes LC_ALL before LANG":                      {env: map[string]string{"LC_ALL": "kk_KZ.UTF-8", "LANG": "ru_RU.UTF-8"}, want: Kazakh},
		"takes LANG":                                    {env: map[string]string{"LANG": "ru_KZ.UTF-8"}, want: Russian},
		"speaks English under a locale it cannot speak": {env: map[string]string{"LANG": "de_DE.UTF-8"}, want: English},
		"speaks English under the C locale":             {env: map[string]string{"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, want: English},
		"refuses a flag in a language it cannot speak":  {flag: "fr", wantErr: `unknown language "fr": use en, ru or kk`},
		"refuses IKP_LANG in such a language":           {env: map[string]string{"IKP_LANG": "fr"}, wantErr: `unknown language "fr": use en, ru or kk`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := Choose(tc.flag, func(k string) string { return tc.env[k] })
			if got != tc.want {
				t.Errorf("Choose = %q, want %q", got, tc.want)
			}
			if text := message(err); text != tc.wantErr {
				t.Errorf("error = %q, want %q", text, tc.wantErr)
			}
		})
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
