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
$(patsubst %,$(B)/tests/t-judge-%,simulated faults envelope filter journal team): $(B)/tests/%: $(B)/tests/%.o $(B)/tests/simulate.o $(B)/tests/simulate_case.o $(B)/tests/tap.o $(B)/libsglref.a
	$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ $(MPFI) $(JANSSON) -lm -o $@
$(B)/tests/t-judge-envelope.o $(B)/tests/t-judge-filter-value.o $(B)/tests/t-judge-filter-value-avx512.o: OWN_FLAGS += -frounding-math
$(B)/tests/t-judge-filter-value-avx512.o: OWN_FLAGS += $(FILTER_AVX512)

# The large recordings that the judge is measured on.
$(B)/tests/record-large: $(B)/tests/record-large.o $(B)/libsglref.a $(B)/libsglfast.a
	$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ $(MPFI) $(JANSSON) -lm -o $@

$(B)/tests/bench-judge: $(B)/tests/bench-judge.o $(B)/libsglref.a
	$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ $(MPFI) $(JANSSON) -lm -o $@

bench-judge: $(B)/tests/bench-judge  ## speed of the judge: its filter on each path against MPFI, and what it decides
	$(B)/tests/bench-judge 5 21
.PHONY: bench-judge
# The problems of assay run belong to the command, not to the library.
$(B)/tests/t-live-cases: $(B)/reference/assay/live_case.o
$(B)/tests/t-judge-trace $(B)/tests/t-judge-trace-read: $(B)/tests/trace_folder.o
