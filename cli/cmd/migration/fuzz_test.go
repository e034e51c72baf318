package migration

import "testing"

// FuzzWindow: what people write as a window is read, or refused with words.
func FuzzWindow(f *testing.F) {
	f.Add("2026-12-05 22:00..2026-12-06 04:00")
	f.Add("..")
	f.Add("2026-12-05 22:00")
	f.Fuzz(func(t *testing.T, text string) {
		from, to, err := windowOf(text)
		if err != nil {
			return
		}
		again, end, err := windowOf(from.Format(minutes) + ".." + to.Format(minutes))
		if err != nil || !again.Equal(from) || !end.Equal(to) {
			t.Errorf("%q is %s to %s, and written anew %s to %s: %v", text, from, to, again, end, err)
		}
	})
}
