// Package why says what an object waits for, since when, who must act, and which
// rule is behind it, from the object's conditions and the catalogue of reasons.
package why
