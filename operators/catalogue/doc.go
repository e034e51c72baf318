// Package catalogue keeps images, machine types and data centres that are deleted
// until no machine and no host refers to them: a machine could not be started,
// sized or judged by what is gone.
package catalogue
