package document_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/govtech-kz/ikp/internal/document"
)

// kazakh holds every letter of Kazakh that Russian has not.
const kazakh = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"

func sample(rows int) document.Document {
	d := document.Document{
		Title: "План переноса", Subtitle: "Министерство финансов", Language: "ru", Landscape: true,
		At: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC),
	}
	t := document.Table{Title: "Системы", Columns: []document.Column{{Title: "Система", Share: 3}, {Title: "Дней", Right: true}}}
	for n := range rows {
		t.Rows = append(t.Rows, []string{fmt.Sprintf("esf-%d %s", n, kazakh), fmt.Sprint(n)})
	}
	d.Blocks = []document.Block{
		document.Heading{Text: "Сроки"}, document.Paragraph{Text: "Текст " + kazakh}, t,
		document.Picture{Width: 100, Height: 10, Rects: []document.Rect{{Width: 50, Height: 5, Colour: "#D55E00"}},
			Lines: []document.Line{{X2: 100, Colour: "#000000"}}, Texts: []document.Text{{Y: 8, Size: 3, Text: "ноябрь"}}},
	}
	return d
}

func pdf(t testing.TB, d document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.PDF(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func xlsx(t testing.TB, d document.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.XLSX(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheSameDocumentIsTheSameBytes(t *testing.T) {
	first, firstBook := pdf(t, sample(200)), xlsx(t, sample(200))
	for range 5 {
		if !bytes.Equal(first, pdf(t, sample(200))) {
			t.Fatal("two renderings as PDF differ")
		}
		if !bytes.Equal(firstBook, xlsx(t, sample(200))) {
			t.Fatal("two renderings as a workbook differ")
		}
	}
}

func TestALongTableTakesMorePages(t *testing.T) {
	pages := func(rows int) int { return bytes.Count(pdf(t, sample(rows)), []byte("/Type /Page\n")) }
	if one, many := pages(2), pages(300); one != 1 || many < 8 {
		t.Errorf("2 rows take %d pages and 300 rows %d, want 1 and at least 8", one, many)
	}
}

func TestARowLongerThanAPageGoesOn(t *testing.T) {
	d := sample(0)
	d.Blocks = []document.Block{document.Table{Columns: []document.Column{{Title: "a"}}, Rows: [][]string{{strings.Repeat("слово ", 9000)}}}}
	if n := bytes.Count(pdf(t, d), []byte("/Type /Page\n")); n < 2 {
		t.Errorf("takes %d pages, want more than one", n)
	}
}

func cells(t *testing.T, d document.Document, sheet string) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(xlsx(t, d)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestAWorkbookHoldsTextAndTables(t *testing.T) {
	want := [][]string{{"План переноса"}, {"Министерство финансов"}, {"Сроки"}, {"Текст " + kazakh}}
	if diff := cmp.Diff(want, cells(t, sample(1), "План переноса")); diff != "" {
		t.Errorf("first sheet (-want +got):\n%s", diff)
	}
	want = [][]string{{"Система", "Дней"}, {"esf-0 " + kazakh, "0"}}
	if diff := cmp.Diff(want, cells(t, sample(1), "Системы")); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for in, want := range map[string]string{
		"=HYPERLINK(1)": "'=HYPERLINK(1)", "+1+1": "'+1+1", "-cmd": "'-cmd", "@SUM(1)": "'@SUM(1)", "\t=1": "' =1",
		"-5": "-5", "esf": "esf", "a\x00b": "a b",
	} {
		d := sample(0)
		d.Blocks = []document.Block{document.Table{Title: "T", Columns: []document.Column{{Title: "a"}}, Rows: [][]string{{in}}}}
		if got := cells(t, d, "T")[1][0]; got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestSheetsOfOneTitleAreToldApart(t *testing.T) {
	long := strings.Repeat("Ұ", 40) + "[1]"
	d := sample(0)
	d.Title = long
	d.Blocks = []document.Block{document.Table{Title: long}, document.Table{Title: "a/b"}, document.Table{Title: "A/B"}, document.Table{}}
	f, err := excelize.OpenReader(bytes.NewReader(xlsx(t, d)))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{strings.Repeat("Ұ", 31), strings.Repeat("Ұ", 29) + " 2", "a b", "A B 2", "1"}
	if diff := cmp.Diff(want, f.GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
}

func FuzzText(f *testing.F) {
	f.Add(kazakh)
	f.Add("=1\x00\xff\U0001F600")
	f.Fuzz(func(t *testing.T, text string) {
		d := document.Document{Title: text, Subtitle: text, Language: text, Blocks: []document.Block{
			document.Heading{Text: text}, document.Paragraph{Text: text},
			document.Table{Title: text, Columns: []document.Column{{Title: text}, {Title: "b"}}, Rows: [][]string{{text}, {text, text, text}}},
			document.Picture{Width: 1, Height: 1, Texts: []document.Text{{Size: 1, Text: text}}},
		}}
		pdf(t, d)
		xlsx(t, d)
	})
}
