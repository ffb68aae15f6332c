# experiments/: programs x-*.c that write tables (build/experiments/*.tsv); what they share is libexperiments.a,
# which is never installed. Matrix products come from OpenBLAS where pkg-config knows it, else from GSL's cblas.
BLAS := $(shell pkg-config --libs openblas 2>/dev/null)

EXPERIMENT_LIB  := $(B)/libexperiments.a
EXPERIMENT_SRC  := $(filter-out $(wildcard experiments/x-*.c),$(wildcard experiments/*.c))
EXPERIMENT_LINK  = $(EXPERIMENT_LIB) $(B)/libsglref.a $(if $(FAST_SRC),$(B)/libsglfast.a)
EXPERIMENT_JOBS ?= $(shell nproc 2>/dev/null || echo 2)

$(B)/experiments/%.o: CPPFLAGS += -Iexperiments
$(B)/tests/t-experiments-%.o: CPPFLAGS += -Iexperiments
$(B)/experiments/experiment.o: CPPFLAGS += -DSGL_FLAGS='"$(FPFLAGS) $(CFLAGS) $(if $(BLAS),openblas,gslcblas)"'
# Loops over a batch are worth vectorising; the flags change no rounding.
$(B)/experiments/layers.o $(B)/experiments/embedding.o $(B)/experiments/training.o: CFLAGS += -O3

$(EXPERIMENT_LIB): $(call objects,$(EXPERIMENT_SRC))
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(B)/experiments/x-%: $(B)/experiments/x-%.o $(EXPERIMENT_LINK)
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) -pthread $(LDFLAGS) $^ $(BLAS) $(MPFI) $(JANSSON) $(GSL) -lm -o $@

$(B)/tests/t-experiments-%: $(B)/tests/t-experiments-%.o $(B)/tests/tap.o $(EXPERIMENT_LINK)
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) -pthread $(LDFLAGS) $^ $(BLAS) $(MPFI) $(JANSSON) $(GSL) -lm -o $@

check check-long: $(EXPERIMENTS)
