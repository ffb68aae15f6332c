# assay: one Makefile, no recursion; build/ mirrors the tree. `make help` lists the targets.
B       ?= build
PREFIX  ?= /usr/local
PROFILE ?= quick
-include config.mk

VERSION := 0.1.0
CC      ?= cc
CFLAGS  ?= -O2 -g
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
# No contraction: a fused operation must be written as one. errno is read after no math function.
FPFLAGS  = -std=c11 -ffp-contract=off -fno-math-errno
OWN_FLAGS = -D_GNU_SOURCE -DSGL_VERSION='"$(VERSION)"' -Ireference -Ifast -Itests

pkg      = $(shell pkg-config --libs $(1) 2>/dev/null || echo $(2))
MPFI    := -lmpfi $(call pkg,mpfr,-lmpfr) $(call pkg,gmp,-lgmp)
JANSSON := $(call pkg,jansson,-ljansson)
GSL     := $(call pkg,gsl,-lgsl -lgslcblas -lm)
OPENMP  := $(shell printf '\043include <omp.h>\nint main(void){return omp_get_max_threads()<1;}\n' | \
             $(CC) -fopenmp -x c - -o /dev/null 2>/dev/null && echo -fopenmp)

# MPI=1 spreads assay check and the sweeps of the experiments over MPI ranks (ranks.c alone knows). Asked for, never found.
MPI_WANTED := $(filter-out 0 no,$(MPI))
ifneq ($(MPI_WANTED),)
MPI_CFLAGS := $(shell mpicc --showme:compile 2>/dev/null || pkg-config --cflags ompi-c 2>/dev/null || pkg-config --cflags mpich 2>/dev/null)
MPI_LIBS   := $(shell mpicc --showme:link 2>/dev/null || pkg-config --libs ompi-c 2>/dev/null || pkg-config --libs mpich 2>/dev/null)
ifeq ($(MPI_LIBS),)
$(error MPI=$(MPI): no MPI here: "mpicc --showme" and "pkg-config ompi-c" fail. Install openmpi-bin and libopenmpi-dev, or leave MPI out)
endif
endif

# Each folder brings its own sources, tests and targets; this file knows only how to build them.
REFERENCE_SRC := $(wildcard reference/*.c reference/rules/*.c)
JUDGE_SRC     := $(wildcard reference/judge/*.c)
COMMAND_SRC   := $(wildcard reference/assay/*.c)
FAST_SRC      := $(wildcard fast/*.c)
TESTS         := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/t-*.c))
CHECKS        := $(patsubst %.c,$(B)/%,$(wildcard proofs_checks/c-*.c))
CHECK_HELPERS := reference/assay/ledger.c $(filter-out proofs_checks/c-%,$(wildcard proofs_checks/*.c))
EXPERIMENTS   := $(patsubst %.c,$(B)/%,$(wildcard experiments/x-*.c))
objects        = $(patsubst %.c,$(B)/%.o,$(1))

.DEFAULT_GOAL := all
all: $(B)/assay $(B)/libsglref.a $(B)/libsglref.so $(if $(FAST_SRC),$(B)/libsglfast.a $(B)/libsglfast.so)  ## the command and the libraries, in build/

# ---- compile; V=1 shows the commands. OWN_FLAGS are a file's own, which CFLAGS and CPPFLAGS from the command line do not replace.
Q    := $(if $(V),,@)
say   = $(if $(V),,@echo '  $(1)  $@')

# MUTANT=407 builds that slip of tests/mutants.txt into what is not there yet, and leaves what is.
$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(FPFLAGS) $(WARN) $(CFLAGS) $(OWN_FLAGS) $(if $(MUTANT),-DSGL_MUTANT=$(MUTANT)) $(OPENMP) -fPIC -MMD -MP -c $< -o $@

# What objects are compiled with, as it was asked for and as the makefiles have it: another flag changes this file, and with it every object.
# Before the first object: the libraries are there, or one line says that they are not.
$(B)/flags: always
	@mkdir -p $(@D); { echo '$(subst ','\'',$(CC) $(CPPFLAGS) $(FPFLAGS) $(WARN) $(CFLAGS) $(LDFLAGS) $(OPENMP) $(FAST_FLAGS) $(FAST_AVX2) $(FAST_AVX512) $(FILTER_AVX512) $(FILTER_AVX2) $(if $(BLAS),openblas) $(VERSION))'; \
	    grep -h OWN_FLAGS $(filter-out %.d,$(MAKEFILE_LIST)); } >$@.now; \
	if cmp -s $@.now $@; then rm $@.now; \
	elif why=$$(printf '#include <%s>\n' stdio.h mpfr.h mpfi.h jansson.h | $(CC) $(CPPFLAGS) $(CFLAGS) -fsyntax-only -x c - 2>&1); then mv $@.now $@; \
	else rm $@.now; echo "$$why" | sed 1q >&2; echo "nothing is built without a C compiler, MPFR, MPFI, GMP and jansson (make setup)" >&2; exit 1; fi

# The envelope sets the rounding mode upward.
$(B)/reference/judge/%.o: OWN_FLAGS += -frounding-math
# The filter's other paths, chosen when the program runs; without these flags they are stubs.
knows = $(shell printf 'int x;\n' | $(CC) -Werror $(1) -x c -c - -o /dev/null 2>/dev/null && echo $(1))
FILTER_AVX512 := $(call knows,-mavx512f -mavx512dq)
FILTER_AVX2 := $(call knows,-mavx2 -mfma)
FILTER_RUNGS = $(B)/reference/judge/filter_$(1).o $(patsubst %,$(B)/reference/judge/filter_%$(1).o,pairs_ estimates_ estimate_pairs_)
$(call FILTER_RUNGS,avx512): OWN_FLAGS += $(FILTER_AVX512)
$(call FILTER_RUNGS,avx2): OWN_FLAGS += $(FILTER_AVX2)
# What estimates may err by is more than any rounding, fused or not; a product of pairs is kept apart by the code in AVX-512 alone.
$(patsubst %,$(B)/reference/judge/filter_estimate%.o,s_avx512 s_avx2 s_portable _pairs_avx512): OWN_FLAGS += -ffp-contract=fast

# The library shows what its public headers mark, and no more.
$(B)/reference/%.o: OWN_FLAGS += -fvisibility=hidden

ifneq ($(MPI_WANTED),)
$(B)/reference/assay/ranks.o: OWN_FLAGS += -DSGL_MPI $(patsubst -I%,-isystem %,$(MPI_CFLAGS))
endif
# A folder built without MPI and then with it, or the other way round: this file changes, and with it one object.
$(B)/reference/assay/ranks.o: $(B)/reference/assay/ranks.mpi
$(B)/reference/assay/ranks.mpi: ranks-asked
	@mkdir -p $(@D); echo '$(MPI_LIBS)' | cmp -s - $@ || echo '$(MPI_LIBS)' >$@
.PHONY: ranks-asked

$(B)/libsglref.a: $(call objects,$(REFERENCE_SRC) $(JUDGE_SRC))
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(B)/libsglref.so: $(call objects,$(REFERENCE_SRC) $(JUDGE_SRC)) reference/libsglref.map
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) -shared -Wl,-soname,libsglref.so.0 -Wl,--version-script=reference/libsglref.map $(filter %.o,$^) $(MPFI) $(JANSSON) -lm -o $@

$(B)/assay: $(call objects,$(COMMAND_SRC)) $(B)/libsglref.a
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ $(MPI_LIBS) $(MPFI) $(JANSSON) -lm -pthread -ldl -o $@

# GSL is GPL: only tests, checks and experiments link it, never the libraries.
$(B)/tests/t-%: $(B)/tests/t-%.o $(B)/tests/tap.o $(B)/libsglref.a $(if $(FAST_SRC),$(B)/libsglfast.a)
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ $(MPFI) $(JANSSON) $(GSL) -lm -o $@

$(B)/proofs_checks/c-%: $(B)/proofs_checks/c-%.o $(call objects,$(CHECK_HELPERS)) $(B)/proofs_checks/claims_tsv.o $(B)/tests/tap.o $(B)/libsglref.a
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ $(MPFI) $(JANSSON) $(GSL) -lm -o $@

-include $(wildcard fast/Dir.mk proofs_checks/Dir.mk experiments/Dir.mk plots/Dir.mk tests/Dir.mk)

# ---- what people call
# Programs without which there is no use in beginning.
gnuplot prove:
	@command -v $@ >/dev/null || { echo "$@ is not installed (make setup)" >&2; false; }

setup:  ## install what is missing (apt, dnf or brew) and say what is optional
	@tests/setup.sh $(if $(PROOFS),--proofs) $(if $(TORCH),--torch) $(if $(CHROMIUM),--chromium)

# The longest first, so that no processor waits for one of them at the end.
FIRST = $(wildcard tests/t-proofs-coq.sh tests/t-traces.sh)

check: prove all $(TESTS) $(CHECKS)  ## every test, under prove
	@ASSAY=$(abspath $(B))/assay BUILD=$(abspath $(B)) prove -j2 --timer -e '' $(FIRST) $(filter-out $(FIRST),$(sort $(TESTS) $(CHECKS) $(wildcard tests/t-*.sh)))

check-long: prove all $(TESTS) $(CHECKS)  ## every test with more cases, and the long ones (an hour)
	@ASSAY=$(abspath $(B))/assay BUILD=$(abspath $(B)) SGL_TEST_MULT=20 prove -j2 --timer -e '' $(sort $(TESTS) $(CHECKS) $(wildcard tests/t-*.sh tests/long-*.sh))

lint:  ## the conventions that a machine can see
	@tests/lint.sh

# What goes where, MODE:FROM:TO a file; uninstall goes through the same list. The check programs are what `assay claims` reruns.
LIBDIR ?= $(PREFIX)/lib
MANDIR ?= $(PREFIX)/share/man
HEADERS = $(addprefix reference/,sgl_spec.h sgl_ref.h sgl_check.h sgl_trace.h sgl_plugin.h) fast/sgl_fast.h
MANUAL  = $(wildcard reference/man/*.[1-9] reference/assay/man/*.[1-9] reference/judge/man/*.[1-9] fast/man/*.[1-9])
into    = $(foreach f,$(3),$(1):$(f):$(2)/$(notdir $(f)))
INSTALL = $(call into,755,$(PREFIX)/bin,$(B)/assay) $(call into,755,$(PREFIX)/libexec/assay,$(CHECKS)) \
          $(foreach l,libsglref libsglfast,644:$(B)/$l.a:$(LIBDIR)/$l.a 755:$(B)/$l.so:$(LIBDIR)/$l.so.0 link:$l.so.0:$(LIBDIR)/$l.so) \
          $(call into,644,$(PREFIX)/include,$(HEADERS)) $(call into,644,$(LIBDIR)/pkgconfig,$(B)/sglref.pc $(B)/sglfast.pc) \
          $(foreach m,$(MANUAL),644:$m:$(MANDIR)/man$(patsubst .%,%,$(suffix $m))/$(notdir $m)) \
          644:reference/assay/completion.bash:$(PREFIX)/share/bash-completion/completions/assay \
          $(call into,644,$(PREFIX)/share/assay,tests/adapters/record.py)

install: all $(CHECKS) $(B)/sglref.pc $(B)/sglfast.pc  ## command, libraries, headers, .pc files, manual, completion, into PREFIX (DESTDIR and LIBDIR honoured)
	@set -e; for f in $(INSTALL); do mode=$${f%%:*}; f=$${f#*:}; from=$${f%%:*}; to="$(DESTDIR)$${f#*:}"; mkdir -p "$${to%/*}"; \
	    if [ "$$mode" = link ]; then ln -sf "$$from" "$$to"; else install -m "$$mode" "$$from" "$$to"; fi; done
	@echo "installed $(words $(INSTALL)) files under $(DESTDIR)$(PREFIX)"

uninstall:  ## remove what install put there (the same PREFIX, DESTDIR, LIBDIR)
	@set -e; for f in $(INSTALL); do f=$${f#*:}; rm -f "$(DESTDIR)$${f#*:}"; done
	@for d in libexec/assay share/assay; do [ ! -d "$(DESTDIR)$(PREFIX)/$$d" ] || rmdir "$(DESTDIR)$(PREFIX)/$$d"; done

# For pkg-config. The places are those of this call of make, so both are written anew each time.
describe = printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$${prefix}/include' '' 'Name: $(1)' 'Description: $(2)' \
             'Version: $(VERSION)' 'Libs: -L$${libdir} -l$(1)' 'Libs.private: $(strip $(3))' 'Cflags: -I$${includedir}' >$@
$(B)/sglref.pc: always
	@$(call describe,sglref,The reference and the judge of optimizers with sparse group lasso,$(MPFI) $(JANSSON) $(OPENMP) -lm)
$(B)/sglfast.pc: always
	@$(call describe,sglfast,Adaptive optimizers with sparse group lasso at memory speed,$(OPENMP) -lm)

clean:  ## remove build/
	rm -rf $(B)

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1	/p' $(MAKEFILE_LIST) | sort -u | awk -F'\t' '{printf "  %-12s %s\n", $$1, $$2}'

.PHONY: all gnuplot prove setup check check-long lint install uninstall always clean help
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
