# Everything a newcomer needs: `make help`.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# One set of build settings for everything, so that all builds share one cache.
export CGO_ENABLED := 0
export GOFLAGS := -trimpath
export KUBEBUILDER_ASSETS := $(CURDIR)/.deps/kube

DEPS := .deps/bin
KUBE_PROGRAMS := etcd kube-apiserver kube-controller-manager kube-scheduler kubelet kubectl
# A clone that git does not trust has no version, but still builds.
BUILDVCS := $(shell git status --porcelain >/dev/null 2>&1 && echo true || echo false)
BUILD := go build -buildvcs=$(BUILDVCS) -ldflags "-s -w"
# Many packages start a control plane of their own: two at a time are what a small
# machine bears, with a demo beside them.
TEST := go test -p 2 -timeout 10m

.PHONY: help
help: ## Show these targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: ## Install what this machine lacks; starts no service
	@hack/setup

.PHONY: build
build: kubernetes programs hypervisor ## Build all programs into bin/

.PHONY: kubernetes
kubernetes: $(DEPS)/ikp-kube $(KUBE_PROGRAMS:%=.deps/kube/%) ## Build etcd and Kubernetes from their modules

$(DEPS)/ikp-kube: hack/kubernetes/main.go hack/kubernetes/go.mod hack/kubernetes/go.sum
	@hack/kubernetes/build $@

.deps/kube/%: $(DEPS)/ikp-kube
	@mkdir -p $(@D)
	@ln -sfn ../bin/ikp-kube $@

.PHONY: programs
programs: kubernetes
	@mkdir -p bin
	@$(BUILD) -o bin/ikpctl ./cli/ikpctl
	@$(BUILD) -o bin/ikp-controllers ./controllers
	@$(BUILD) -o bin/ikp-operators ./operators
	@$(BUILD) -o bin/ikp-apiserver ./apiserver
	@$(BUILD) -o bin/ikp-probe ./operators/isolation/probe
	@ln -sfn ikpctl bin/kubectl-ikp
	@ln -sfn ../.deps/bin/ikp-kube bin/ikp-kube
	@ln -sfn ikp-kube bin/kubectl

.PHONY: hypervisor
hypervisor: ## Build the hosts' agent, with libvirt where its headers are
	@mkdir -p bin
	@if pkg-config --exists libvirt 2>/dev/null && [[ -f .deps/libvirt-go/go.mod ]]; then \
		CGO_ENABLED=1 $(BUILD) -tags libvirt -o bin/ikp-hypervisor ./operators/hypervisor; \
	else \
		echo "WARNING: no libvirt headers: ikp-hypervisor is built without libvirt and only pretends to run machines; run make setup" >&2; \
		$(BUILD) -o bin/ikp-hypervisor ./operators/hypervisor; \
	fi

.PHONY: guest
guest: ## Build the test guest images into .deps/guest
	@hack/guest/build .deps/guest

.PHONY: test
test: setup build ## Run unit, API server and libvirt tests
	$(TEST) ./...
	$(TEST) -tags libvirt ./internal/testkit/libvirthost
	CGO_ENABLED=1 $(TEST) -tags libvirt ./operators/hypervisor/...

.PHONY: e2e
e2e: setup build guest ## Run faults and drills on whole control planes
	go test -tags e2e -count=1 -timeout 40m ./test/e2e/...
	go test -count=1 -timeout 10m -run TestStorm ./controllers/ledger/ledgertest
	go test -count=1 -timeout 10m -run 'WhileTheClockIsSet|ClockSteps' ./operators/hypervisor/agent ./operators/hypervisor/journal

# Areas to measure, all when empty: make bench BENCH="placement api".
BENCH ?=

.PHONY: bench
bench: setup build guest ## Measure beside real peers, into docs/benchmarks.md
	go run -buildvcs=false ./hack/bench $(BENCH)

.PHONY: demo
demo: setup build guest ## From the inventory to running machines and their statement
	@hack/demo/run

.PHONY: generate
generate: tools ## Regenerate code, CRDs and reference
	@hack/generate

.PHONY: tools
tools: $(DEPS)/controller-gen $(DEPS)/crd-ref-docs $(DEPS)/openapi-gen

# Each tool is pinned in a module of its own and built again only when that changes.
$(DEPS)/%: hack/tools/%/go.mod hack/tools/%/go.sum
	@echo "building $*" >&2
	@mkdir -p $(@D)
	@cd hack/tools/$* && go build -buildvcs=false -o $(CURDIR)/$@ tool

.PHONY: verify
verify: tools lint ## Check that generated files are current, and lint
	@hack/verify-generated

.PHONY: lint
lint: setup $(DEPS)/golangci-lint ## Check format, vet and the rules of the architecture
	@unformatted=$$(git ls-files -co --exclude-standard -- '*.go' | xargs gofmt -l); \
		[[ -z $$unformatted ]] || { echo "not formatted by gofmt:" $$unformatted >&2; exit 1; }
	go vet ./...
	$(DEPS)/golangci-lint run --allow-parallel-runners ./...
	CGO_ENABLED=1 $(DEPS)/golangci-lint run --allow-parallel-runners --build-tags libvirt,e2e ./operators/hypervisor/... ./test/...
	@if command -v shellcheck >/dev/null; then \
		git ls-files -co --exclude-standard hack .ci | xargs grep -lE '^#!.*\b(ba)?sh$$' | xargs shellcheck --external-sources; \
	else \
		echo "shellcheck is not installed: shell scripts were not checked" >&2; \
	fi

.PHONY: clean
clean: ## Delete what was built; keeps .deps
	rm -rf bin
