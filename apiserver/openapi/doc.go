// Package openapi describes the aggregated API's types to its clients, so that
// kubectl can explain and validate them.
package openapi
