TRACES ?= ../shared/traces

traces: $(B)/assay  ## the table of all recordings in TRACES: verdict, variant, ratio, nearest rejected
	@ASSAY=$(abspath $(B))/assay perl tests/traces.pl $(TRACES)

.PHONY: traces

# One configuration: $(call check-with,name,compiler,flags)
check-with = $(MAKE) --no-print-directory B=build-$(1) CC=$(2) CFLAGS='$(3)' LDFLAGS='$(4)' check

check-matrix:  ## make check under gcc and clang, -O0 and -O2, ASan with UBSan
	$(call check-with,gcc-O0,gcc,-O0 -g)
	$(call check-with,gcc-O2,gcc,-O2 -g)
	$(call check-with,clang-O0,clang,-O0 -g)
	$(call check-with,clang-O2,clang,-O2 -g)
	$(call check-with,asan,gcc,-O1 -g -fsanitize=address$(comma)undefined -fno-sanitize-recover=undefined,-fsanitize=address$(comma)undefined)

comma := ,
.PHONY: check-matrix

# Tests of the judge on simulated programs.
$(patsubst %,$(B)/tests/t-judge-%,simulated faults envelope filter journal team trajectory ways): $(B)/tests/%: $(B)/tests/%.o $(B)/tests/simulate.o $(B)/tests/simulate_case.o $(B)/tests/tap.o $(B)/libsglref.a
	$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ $(MPFI) $(JANSSON) -lm -o $@
$(patsubst %,$(B)/tests/t-judge-%.o,envelope filter-value filter-value-avx2 filter-value-avx512 filter-pair filter-pair-avx2 filter-pair-avx512): OWN_FLAGS += -frounding-math
$(patsubst %,$(B)/tests/t-judge-filter-%-avx512.o,value pair): OWN_FLAGS += $(FILTER_AVX512)
$(patsubst %,$(B)/tests/t-judge-filter-%-avx2.o,value pair): OWN_FLAGS += $(FILTER_AVX2)

# The large recordings that the judge is measured on, and what measures it.
check check-long: $(B)/tests/record-large $(B)/tests/bench-judge
$(B)/tests/record-large: $(B)/tests/record-large.o $(B)/libsglref.a $(B)/libsglfast.a
	$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ $(MPFI) $(JANSSON) -lm -o $@

$(B)/tests/bench-judge: $(B)/tests/bench-judge.o $(B)/libsglref.a
	$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ $(MPFI) $(JANSSON) -lm -o $@

bench-judge: $(B)/tests/bench-judge $(B)/tests/record-large $(B)/assay  ## speed of the judge against MPFR and MPFI, what each rung decides, growth, memory; build/bench-judge.tsv
	$(B)/tests/bench-judge -p $(PROFILE) -o $(B)/bench-judge.tsv -a $(B)/assay -r $(B)/tests/record-large
# Of make bench: its rows follow those of the kernels.
bench: bench-kernels
	@$(MAKE) --no-print-directory bench-judge
	@tail -n +2 $(B)/bench-judge.tsv >>$(B)/bench.tsv
.PHONY: bench-judge
# The problems of assay run belong to the command, not to the library.
$(B)/tests/t-live-cases: $(B)/reference/assay/live_case.o
$(B)/tests/t-judge-trace $(B)/tests/t-judge-trace-read: $(B)/tests/trace_folder.o

# Line coverage of the libraries by the tests that drive them. Its own folder; -O0, so that a line is a line.
COVERAGE_TESTS = $(filter-out $(patsubst %,tests/%,t-bench-% t-proofs-% t-experiments-% t-plots% t-readme% t-adapters% t-traces% t-filter-traces% t-install% \
    t-fast-install% t-man% t-claims% t-report% t-faults% t-help% t-completion% t-missing%),$(wildcard tests/t-*.c tests/t-*.sh))
COVERAGE_RUN = $(patsubst tests/%.c,$(B)/tests/%,$(COVERAGE_TESTS))

coverage:  ## lines of reference, judge and fast that the tests run, a file a line; what they do not, tests/uncovered.tsv names
	@$(MAKE) --no-print-directory B=build-coverage CC=gcc CFLAGS='-O0 -g --coverage -fprofile-update=atomic' LDFLAGS=--coverage FAST_FLAGS=-O0 coverage-run
	@perl tests/coverage.pl build-coverage

coverage-run: prove all $(filter $(B)/%,$(COVERAGE_RUN)) $(B)/tests/record-large
	@find $(B) -name '*.gcda' -delete
	@ASSAY=$(abspath $(B))/assay BUILD=$(abspath $(B)) prove -j2 --timer -e '' $(COVERAGE_RUN)

.PHONY: coverage coverage-run

analyse:  ## cppcheck and clang-tidy; what is let through has its reason in tests/cppcheck.txt, tests/clang-tidy.txt and .clang-tidy
	@tests/analyse.sh
.PHONY: analyse

# Valgrind's processor has no AVX-512: the libraries choose another path by themselves.
VALGRIND_TESTS = $(patsubst %,$(B)/tests/t-%,ref-refused ref-shrink ref-soft-threshold ref-round ref-closed-form judge-error judge-npy judge-trace \
    judge-trace-read judge-trace-memory judge-trace-write judge-trajectory judge-variant-parse judge-progress judge-reduce check-api fast-checkpoint fast-special)
memory: all $(VALGRIND_TESTS)  ## a part of the tests under valgrind: no invalid read, no uninitialised value, no leak
	@OMP_NUM_THREADS=1 BUILD=$(abspath $(B)) prove --timer \
	    -e 'valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=9 --child-silent-after-fork=yes' $(VALGRIND_TESTS)
.PHONY: memory

# On a 32-bit x86: Debian's gcc-multilib and libmpfi-dev:i386, libjansson-dev:i386, libgsl27:i386 (libgsl-dev:i386 would push out amd64's).
M32_TESTS = $(patsubst tests/%.c,build-m32/tests/%,$(filter-out tests/t-experiments-%,$(wildcard tests/t-*.c)))
check-32:  ## the test programs and the command's scripts, built with -m32
	@$(MAKE) --no-print-directory B=build-m32 CC='gcc -m32 -msse2 -mfpmath=sse' CFLAGS='-O1 -g' \
	    GSL='-l:libgsl.so.27 -l:libgslcblas.so.0 -lm' all $(M32_TESTS)
	@ASSAY=$(CURDIR)/build-m32/assay BUILD=$(CURDIR)/build-m32 prove -j2 --timer -e '' $(M32_TESTS) $(wildcard tests/t-cmd-*.sh) tests/t-run.sh
.PHONY: check-32
