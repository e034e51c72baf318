// Package libvirt runs machines on libvirt. It is built with the tag libvirt
// alone, and is the one package that imports the binding.
package libvirt
