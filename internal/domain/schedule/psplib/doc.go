// Package psplib reads the single-mode instances of PSPLIB (Kolisch and
// Sprecher), on which the planner's solver is measured against published results.
package psplib
