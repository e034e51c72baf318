// Package libvirthost gives tests hypervisor hosts with a libvirtd of their own,
// whose power can be cut. Root is needed. A package that uses it says so in its
// TestMain, because the test program itself becomes process 1 of each host:
//
//	func TestMain(m *testing.M) { os.Exit(libvirthost.Main(m)) }
package libvirthost
