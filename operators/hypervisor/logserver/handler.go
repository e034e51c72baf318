package logserver

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"k8s.io/apimachinery/pkg/types"

	compute "github.com/govtech-kz/ikp/api/compute/v1alpha1"
	"github.com/govtech-kz/ikp/operators/hypervisor/driver"
)

// openTimeout is how long the hypervisor may take to tell where a log is.
const openTimeout = 10 * time.Second

// Handler serves GET /v1/machines/{uid}/log?follow=&tailLines= of these hosts.
func Handler(hosts []driver.Guest) http.Handler {
	s := &server{hosts: hosts}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/machines/{uid}/log", s.log)
	return onlyAPIServer(mux)
}

// onlyAPIServer lets in the one client whose certificate names it; TLS has
// verified the certificate.
func onlyAPIServer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.TLS == nil || len(r.TLS.VerifiedChains) == 0 || r.TLS.PeerCertificates[0].Subject.CommonName != compute.UserAPIServer {
			http.Error(w, "only "+compute.UserAPIServer+" may read the logs of machines here; ask the platform's API server", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

type server struct{ hosts []driver.Guest }

func (s *server) log(w http.ResponseWriter, r *http.Request) {
	o, err := parse(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	log, err := s.open(r.Context(), types.UID(r.PathValue("uid")))
	if errors.Is(err, driver.ErrNotFound) {
		http.Error(w, "the machine has written no log on this host", http.StatusNotFound)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	defer func() { _ = log.Close() }()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	stream(r.Context(), w, log, o)
}

// open finds the machine's log on the hosts of this agent.
func (s *server) open(ctx context.Context, uid types.UID) (driver.Log, error) {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	err := driver.ErrNotFound
	for _, h := range s.hosts {
		log, openErr := h.OpenLog(ctx, uid)
		if openErr == nil {
			return log, nil
		}
		if !errors.Is(openErr, driver.ErrNotFound) {
			err = openErr
		}
	}
	return nil, err
}

// options of a request.
type options struct {
	follow bool
	// tail is how many of the last lines to send; negative: all.
	tail int64
}

func parse(r *http.Request) (options, error) {
	o := options{tail: -1}
	q := r.URL.Query()
	var err error
	if v := q.Get("follow"); v != "" {
		if o.follow, err = strconv.ParseBool(v); err != nil {
			return o, fmt.Errorf("follow=%q is neither true nor false", v)
		}
	}
	if v := q.Get("tailLines"); v != "" {
		if o.tail, err = strconv.ParseInt(v, 10, 64); err != nil || o.tail < 0 {
			return o, fmt.Errorf("tailLines=%q is no number of lines", v)
		}
	}
	return o, nil
}
