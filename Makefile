# Everything runs with what set-up puts into .tools/: the machine's own Node may be older.
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/node_modules/.bin:$(PATH)
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
ARGS ?=

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | while IFS=$$'\t' read -r name text; do printf '  make %-15s %s\n' "$$name" "$$text"; done

.PHONY: setup
setup: ## Install everything into .tools/ (pinned, checked by hash)
	@deploy/tools/setup.sh

.PHONY: setup-kube
setup-kube: ## Build a Kubernetes control plane for tests into .tools/kube/ (needs Go; ten minutes the first time)
	@deploy/tools/setup-kube.sh

.PHONY: setup-vllm
setup-vllm: setup ## Install vLLM for the CPU into .tools/vllm/, for the tests of its adapter (6 GB, three minutes)
	@deploy/tools/setup-vllm.sh

.PHONY: setup-sglang
setup-sglang: setup-vllm ## Install SGLang for the CPU into .tools/sglang/ too, for the tests of its adapter (one minute more)
	@deploy/tools/setup-sglang.sh

.PHONY: apiserver
apiserver: setup setup-kube ## Start a real Kubernetes API server with our CRD, to play with, until Ctrl-C
	@node test/support/apiserver.ts

.PHONY: run
run: setup ## Roll out the example tasks with a whole fleet on this machine (ARGS='--limit 4 -o json')
	@sortie run examples/tasks/*.jsonl --group-size 2 $(ARGS)

.PHONY: test
test: setup ## Run every test (those against a real Kubernetes API server where Go is there to build it)
	@deploy/tools/setup-kube.sh || echo 'test: without a Kubernetes API server its tests are left out' >&2
	@node node_modules/vitest/vitest.mjs run --reporter=default --reporter=json --outputFile.json=.tools/test-report.json $(ARGS)

.PHONY: check
check: setup ## Types, lint, format, dead code, protocol, generated files
	@deploy/tools/check.sh

.PHONY: images
images: setup ## Build the container images into .tools/images, without a container engine (Debian packages, npm)
	@node deploy/docker/images.ts $(ARGS)

NODES ?= 3
# What goes into the images. `complete` is there when all are, under the names that the manifests have, and no older than the last.
IMAGE_SOURCES := cmd internal deploy/docker deploy/tools/llama-server deploy/tools/requirements.txt package.json package-lock.json

.PHONY: cluster-up
cluster-up: setup ## Start a real Kubernetes of NODES=3 nodes on this machine (root on Linux; twenty minutes the first time)
	@test/cluster/cluster.sh check $(NODES)
	@deploy/tools/setup-cluster.sh
	@[ -e .tools/images/complete ] && [ -z "$$(find $(IMAGE_SOURCES) -newer .tools/images/complete -print -quit)" ] || node deploy/docker/images.ts
	@test/cluster/cluster.sh up $(NODES)

.PHONY: cluster-down
cluster-down: ## Stop it; the machine is as it was
	@test/cluster/cluster.sh down

.PHONY: cluster-status
cluster-status: ## Its nodes
	@test/cluster/cluster.sh status

# One that a shell exports may be anybody's cluster: what is played is told of it only when it was given here.
GIVEN_KUBECONFIG := $(if $(filter command,$(origin KUBECONFIG)),,unset KUBECONFIG;)

.PHONY: e2e
e2e: setup images ## Install Sortie on a real cluster, break what clusters break, lose nothing (KUBECONFIG=FILE: on that one)
	@$(GIVEN_KUBECONFIG) if [ -n "$${KUBECONFIG:-}" ]; then deploy/tools/setup-kube.sh; else deploy/tools/setup-cluster.sh; fi
	@$(GIVEN_KUBECONFIG) test/cluster/e2e.sh

SEEDS ?= 20
FIRST_SEED ?= 1

.PHONY: faults
faults: setup ## Play seeded stories in which everything breaks, and check that nothing is lost (SEEDS=20 FIRST_SEED=1)
	@node test/faults/main.ts --seeds $(SEEDS) --first-seed $(FIRST_SEED)

KILLS ?= 100

.PHONY: kills
kills: setup ## Kill a trainer KILLS=100 times, and check that it uses every rollout exactly once
	@KILLS=$(KILLS) node node_modules/vitest/vitest.mjs run test/component/gateway.test.ts -t 'killed again and again'

.PHONY: bench
bench: setup ## Measure codec, publishing, turns, recovery, memory, … (ARGS='codec' for one; docs/performance.md)
	@node test/bench/main.ts $(ARGS)

.PHONY: generate
generate: setup ## Write what is generated: protocol code, JSON Schema, CRD, references
	@deploy/tools/generate.sh
	@deploy/tools/python-client.sh
	@node deploy/tools/schema.ts
	@node deploy/tools/cli-reference.ts
	@node deploy/tools/fleet-reference.ts
	@deploy/tools/install-manifest.sh || echo 'generate: deploy/install.yaml is left as it is' >&2

.PHONY: format
format: setup ## Format the code
	@prettier --log-level warn --write .

.PHONY: proto-baseline
proto-baseline: setup ## Take today's protocol as the one that must not break
	@buf build -o test/golden/sortie.v1.binpb

.PHONY: tools-lock
tools-lock: setup ## Pin the Python parts anew, from deploy/tools/requirements.in
	@python3 -m venv .tools/lock && .tools/lock/bin/pip install --quiet --disable-pip-version-check uv
	@cd deploy/tools && ../../.tools/lock/bin/uv pip compile --quiet --no-deps --generate-hashes --no-header requirements.in -o requirements.txt
	@for folder in vllm sglang; do (cd deploy/tools/$$folder && ../../../.tools/lock/bin/uv pip compile --quiet --no-deps --generate-hashes --no-header --no-annotate --python-version 3.11 requirements.in -o requirements.txt); done
	@for folder in deploy/tools deploy/tools/vllm deploy/tools/sglang; do sed -i '1i # Written by `make tools-lock` from requirements.in; every wheel is pinned by its hash.' $$folder/requirements.txt; done
	@rm -rf .tools/lock

.PHONY: clean
clean: ## Remove what set-up installed
	@[ ! -e .tools/cluster/run ] || { echo 'clean: a cluster is up, or was not taken down, and what takes it down is in .tools: make cluster-down first' >&2; exit 1; }
	@rm -rf .tools
	@if [ -L node_modules ]; then rm node_modules; fi
