// Package server assembles ikp-apiserver: the aggregated API and the admission
// webhooks in one process, on two ports, with one certificate.
package server
