package journal

import "testing"

func FuzzParse(f *testing.F) {
	f.Add([]byte("{\"head\":{\"journal\":\"j\",\"sequence\":1,\"acknowledged\":1,\"oldest\":2}}\n" +
		"{\"transition\":{\"sequence\":2,\"machine\":\"u1\",\"state\":\"Running\",\"vcpu\":1,\"memoryMiB\":96,\"diskGiB\":1,\"at\":\"2026-11-22T12:00:00.000000Z\"}}\n"))
	f.Add([]byte("{\"head\":{}}\n{\"forgotten\":\"u1\"}\n{"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := parse(raw)
		if err != nil {
			return
		}
		lines, _, err := b.lines()
		if err != nil {
			t.Fatal(err)
		}
		if b.head.Journal == "" {
			return
		}
		again, err := parse(lines)
		if err != nil {
			t.Fatalf("what was parsed and written cannot be parsed: %v", err)
		}
		if len(again.kept) != len(b.kept) || len(again.last) != len(b.last) {
			t.Fatalf("%d kept and %d machines became %d and %d", len(b.kept), len(b.last), len(again.kept), len(again.last))
		}
	})
}
