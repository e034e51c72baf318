// Package quantity counts resources and how long they were held. Its arithmetic
// is on whole numbers and checked: what does not fit is an error, never a wrong
// number.
package quantity
