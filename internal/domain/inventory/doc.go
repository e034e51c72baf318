// Package inventory turns the state's lists of agencies and information systems,
// two CSV files, into a plan of records, or refuses them with every reason by row
// and column. What a list leaves open stays unknown and is named as a gap: nothing
// is guessed.
package inventory
