// Package calendar says which day it is where the rules hold: Kazakhstan.
package calendar
