// Package timed measures a driver: how long its calls take, and how they end.
package timed
