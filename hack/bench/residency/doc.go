// Package residency measures the continuous audit of where bytes lie: how long it
// takes for 100,000 resources that all drift at one moment, and how long a copied
// disk goes unnoticed.
package residency
