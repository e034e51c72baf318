// Package whereabouts knows every place where bytes of an information system can
// lie or pass, and judges each of them by the residency rules in force. The
// continuous audit and the signed reports ask it, so that what is found and what
// is shown years later are one judgement.
package whereabouts
