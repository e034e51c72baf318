// Package sourcesite says what the record of a server room, a data centre or a
// rented platform means for the systems in it (C-3): whether they may stay, until
// when, to which stage their move belongs, and what the record leaves open.
package sourcesite
