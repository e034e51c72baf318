// Package assessment adds up what people have put down about a system before it
// moves (measure 2): how ready it is, which questions are open, which grave risks
// nobody has answered, what the answers speak for, and which systems of other
// owners seem to carry the same function. People decide; it never writes a spec.
package assessment
