// Package text is the one catalogue of what ikp says to people, in English,
// Russian and Kazakh: explanations of the API's reasons and the messages of the
// command line.
package text
