// Package controlplane gives tests a real etcd and kube-apiserver with the kinds,
// roles and admission policies of ikp in force. A package whose tests share one
// says so in its TestMain:
//
//	func TestMain(m *testing.M) { os.Exit(controlplane.Start(m)) }
//
// and asks for it in each test by New. The programs come from the folder that
// KUBEBUILDER_ASSETS names; without it the tests fail.
package controlplane
