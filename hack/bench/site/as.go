package site

import "sigs.k8s.io/controller-runtime/pkg/client"

// As acts as a user with groups, and nobody else's rights.
func (s *Site) As(user string, groups ...string) (client.WithWatch, error) {
	kubeconfig, err := s.cluster.Kubeconfig(user, groups)
	if err != nil {
		return nil, err
	}
	return newClient(kubeconfig)
}

// Ledger is the address of the ledger's database.
func (s *Site) Ledger() string { return "sqlite:" + s.Dir + "/ledger.db" }
