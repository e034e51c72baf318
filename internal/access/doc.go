// Package access reads who may do what from the manifests of roles, bindings and
// admission policies, tells it to people as a page, and answers the same questions
// as the API server's authorizer, so that tests can hold the two together.
package access
