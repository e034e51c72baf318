// Package aggregated gives tests the aggregated API of ikp behind a control plane,
// served by the test's own process. The admission webhooks are left out unless a test
// asks for them: worlds of tests need not be complete.
package aggregated
