# experiments/: programs x-*.c that write tables (build/experiments/*.tsv); what they share is libexperiments.a,
# which is never installed. Matrix products come from OpenBLAS where pkg-config knows it, else from GSL's cblas.
BLAS := $(shell pkg-config --libs openblas 2>/dev/null)

EXPERIMENT_LIB  := $(B)/libexperiments.a
EXPERIMENT_SRC  := $(filter-out $(wildcard experiments/x-*.c),$(wildcard experiments/*.c))
EXPERIMENT_LINK  = $(EXPERIMENT_LIB) $(B)/reference/assay/ranks.o $(B)/libsglref.a $(if $(FAST_SRC),$(B)/libsglfast.a)
EXPERIMENT_JOBS ?= $(shell nproc 2>/dev/null || echo 2)

$(B)/experiments/%.o: OWN_FLAGS += -Iexperiments
$(B)/tests/t-experiments-%.o: OWN_FLAGS += -Iexperiments
$(B)/experiments/experiment.o: OWN_FLAGS += -DSGL_FLAGS='"$(FPFLAGS) $(CFLAGS) $(if $(BLAS),openblas,gslcblas)"'

# Loops over a batch are worth vectorising; the flags change no rounding.
$(B)/experiments/layers.o $(B)/experiments/embedding.o $(B)/experiments/training.o: OWN_FLAGS += -O3

$(EXPERIMENT_LIB): $(call objects,$(EXPERIMENT_SRC))
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(B)/experiments/x-%: $(B)/experiments/x-%.o $(EXPERIMENT_LINK)
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) -pthread $(LDFLAGS) $^ $(BLAS) $(MPI_LIBS) $(MPFI) $(JANSSON) $(GSL) -lm -o $@

$(B)/tests/t-experiments-%: $(B)/tests/t-experiments-%.o $(B)/tests/tap.o $(EXPERIMENT_LINK)
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) -pthread $(LDFLAGS) $^ $(BLAS) $(MPI_LIBS) $(MPFI) $(JANSSON) $(GSL) -lm -o $@

check check-long: $(EXPERIMENTS)

# A run is a .conf; its program is the name up to the first _. NAME.PROFILE.done holds the seconds it took. DATA=criteo:PATH (avazu:, ipinyou:) takes the user's rows.
EXPERIMENT_CONFS := $(basename $(notdir $(wildcard experiments/*.conf)))
EXPERIMENT_CTR   := norms lasso dimension pruning extreme heatmap
program_of        = $(firstword $(subst _, ,$(1)))

# Whose rows the tables were made of: changed only when DATA is another one than before.
$(B)/experiments/data.asked: data-asked
	@mkdir -p $(@D); echo '$(DATA)' | cmp -s - $@ || echo '$(DATA)' >$@

define experiment_run
$(B)/experiments/$(1).$(PROFILE).done: experiments/$(1).conf $(B)/experiments/x-$(call program_of,$(1)) \
    $(if $(filter $(call program_of,$(1)),$(EXPERIMENT_CTR)),$(B)/experiments/data.asked)
	@echo "x-$(call program_of,$(1)) -c experiments/$(1).conf --profile $(PROFILE)"
	@begin=$$$$(date +%s); SGL_COMMIT=$$$$(git describe --always --dirty 2>/dev/null) $(MPIRUN) $(B)/experiments/x-$(call program_of,$(1)) -j$(EXPERIMENT_JOBS) \
	    --resume --profile $(PROFILE) -o $(B)/experiments -c experiments/$(1).conf \
	    $(if $(filter $(call program_of,$(1)),$(EXPERIMENT_CTR)),$(if $(DATA),--data $(DATA))) && \
	    rm -f $(B)/experiments/$(1).*.done && echo $$$$(($$$$(date +%s) - begin)) >$$@
endef
$(foreach c,$(EXPERIMENT_CONFS),$(eval $(call experiment_run,$c)))

experiments: $(patsubst %,$(B)/experiments/%.$(PROFILE).done,$(EXPERIMENT_CONFS))  ## all tables, PROFILE=quick (3 minutes) or full; DATA=criteo:PATH for real rows

.PHONY: experiments data-asked
