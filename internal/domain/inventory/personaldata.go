package inventory

import "strings"

// parsePersonalData reads an answer and, after a colon, which data it means:
// "да: ИИН владельцев". An empty cell is no answer.
func parsePersonalData(r row, j *journal) (answer, note string) {
	cell := r.cells[colPersonalData]
	if cell == "" {
		return Unknown, ""
	}
	word, note, _ := strings.Cut(cell, ":")
	answer, ok := answers[strings.ToLower(strings.TrimSpace(word))]
	if !ok {
		j.refuse(r.number, colPersonalData, cell, "begins neither with да, иә, yes nor with нет, жоқ, no",
			`write "да: which data" or "нет", or leave the cell empty while it is not known`)
		return Unknown, ""
	}
	return answer, strings.TrimSpace(note)
}
