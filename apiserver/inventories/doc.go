// Package inventories serves residencyinventories: it takes in what hosts and
// stores really hold, each for itself alone. Whose bytes they are and where they
// lie is not theirs to say where the platform knows better.
package inventories
