// Package guest holds the tests that boot the images which hack/guest/build makes.
package guest
