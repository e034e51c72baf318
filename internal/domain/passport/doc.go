// Package passport finds what is missing in the passport of an information
// system. A production environment demands a complete one (C-4.1: state bodies
// submit the data on the objects they use, before anything else).
package passport
