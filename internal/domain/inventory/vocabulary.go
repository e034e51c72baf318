package inventory

import "strings"

// kindUnassigned is the kind of the agency Unassigned alone.
const kindUnassigned = "unassigned"

// words maps what a list may say, in small letters, to what the platform says.
type words map[string]string

var (
	kinds = words{
		"ministry": "ministry", "committee": "committee", "security": "security",
		"president-body": "president-body", "judicial-constitutional": "judicial-constitutional",
		"akimat-region": "akimat-region", "akimat-city": "akimat-city",
		"quasi-state": "quasi-state", kindUnassigned: kindUnassigned,
	}
	participations = words{"mandatory": "Mandatory", "voluntary": "Voluntary", "unknown": Unknown}
	userGroups     = words{"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"}
	categories     = words{
		"typicalservice": "TypicalService", "highpriority": "HighPriority", "priority": "Priority",
		"nonpriority": "NonPriority", "notmoved": "NotMoved",
	}
	classes  = words{"first": "First", "second": "Second", "third": "Third", "1": "First", "2": "Second", "3": "Third"}
	segments = words{"g2g": "G2G", "g2cb": "G2CB", "g2c&b": "G2CB"}
	// answers are in the three languages that lists are kept in.
	answers = words{
		"yes": "Yes", "да": "Yes", "иә": "Yes",
		"no": "No", "нет": "No", "жоқ": "No",
		"unknown": Unknown, "неизвестно": Unknown, "белгісіз": Unknown,
	}
)

// translate gives the platform's word for a cell; an empty cell is an empty word.
// A word that nobody knows is refused: it is never taken for a near one.
func (w words) translate(r row, column, choice string, j *journal) string {
	cell := r.cells[column]
	if cell == "" {
		return ""
	}
	word, ok := w[strings.ToLower(cell)]
	if !ok {
		j.refuse(r.number, column, cell, "is none of the values known: "+choice, "choose one of them, or leave the cell empty while it is not known")
	}
	return word
}
