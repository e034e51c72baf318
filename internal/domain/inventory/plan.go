package inventory

// Unassigned is the agency that holds systems whose owner no list gives.
const Unassigned = "unassigned"

// Unknown is the answer that nobody has given yet.
const Unknown = "Unknown"

// Plan is what a pair of lists asks to be registered, in the order of the lists.
type Plan struct {
	Agencies []Agency
	Systems  []System
}

// Names are a record's names; a language no list supplies is empty.
type Names struct{ KK, RU, EN string }

// Agency is one state body.
type Agency struct {
	// Row of the list; 0 for the agency of systems without an owner.
	Row   int
	Slug  string
	Names Names
	// Kind is one of the kinds of bodies the platform knows.
	Kind string
	// Parent is the slug of the body this one is subordinate to, or empty.
	Parent string
	// UserGroup is 1 to 5 (C-7.1 … C-7.5), or 0 while unknown.
	UserGroup int32
	// Participation is Mandatory, Voluntary or Unknown.
	Participation string
	// ParticipationRule is the rule Participation follows from when the list does
	// not say; empty otherwise.
	ParticipationRule string
	Source            string
}

// System is one information system.
type System struct {
	Row  int
	Slug string
	// Agency is the owner's slug; Unassigned while no list gives it.
	Agency  string
	Names   Names
	Purpose string
	// Category, Class and Segment are empty while unknown.
	Category, Class, Segment string
	// PersonalData is Yes, No or Unknown; the note is in the words of the list.
	PersonalData, PersonalDataNote string
	Dependencies                   []Reference
	Source                         string
}

// Reference names a system by its owner and slug.
type Reference struct{ Agency, System string }
