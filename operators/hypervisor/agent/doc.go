// Package agent realises the machines that are bound to one host: for each it
// observes, decides by package machine, acts through package driver and reports
// once. A second reconciler reports the host itself.
package agent
