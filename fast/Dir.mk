# fast/: flags of the kernels, the shared library, make bench.
# -O3 makes vectors of the plain loops; a comparison must not be taken to trap, nor a select turned back into a branch.
FAST_FLAGS := -O3 -fno-trapping-math $(shell printf 'int x;\n' | $(CC) -Werror -fno-unswitch-loops -x c -c - -o /dev/null 2>/dev/null && echo -fno-unswitch-loops)
can = $(shell printf 'int x;\n' | $(CC) -Werror $(1) -x c -c - -o /dev/null 2>/dev/null && echo $(1))
FAST_AVX2   := $(if $(filter x86_64 i%86 amd64,$(shell uname -m)),$(call can,-mavx2 -mfma))
FAST_AVX512 := $(if $(filter x86_64 i%86 amd64,$(shell uname -m)),$(call can,-mavx512f -mavx512dq -mavx512vl -mavx512bw -mfma -mprfchw -mprefer-vector-width=512))

$(B)/fast/%.o: OWN_FLAGS += -fvisibility=hidden
$(B)/fast/kernel_%.o: OWN_FLAGS += $(FAST_FLAGS)
$(B)/fast/kernel_f32_avx2.o $(B)/fast/kernel_f64_avx2.o: OWN_FLAGS += $(FAST_AVX2)
$(B)/fast/kernel_f32_avx512.o $(B)/fast/kernel_f64_avx512.o: OWN_FLAGS += $(FAST_AVX512)

$(B)/libsglfast.a: $(call objects,$(FAST_SRC))
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(B)/libsglfast.so: $(call objects,$(FAST_SRC))
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) -shared -Wl,-soname,libsglfast.so.0 $^ -lm -o $@

# ---- make bench
BENCH_OBJ := $(call objects,$(wildcard fast/bench/*.c))
$(B)/fast/bench/loops_%.o: OWN_FLAGS += $(FAST_FLAGS)
$(B)/fast/bench/loops_avx2.o: OWN_FLAGS += $(FAST_AVX2)
$(B)/fast/bench/loops_avx512.o: OWN_FLAGS += $(FAST_AVX512)

$(B)/fast/bench/bench: $(BENCH_OBJ) $(B)/libsglfast.a
	$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) $^ -lm -o $@

# The python that has torch, else the one that has numpy, else any.
BENCH_PYTHON = $(shell for p in python3 /usr/bin/python3; do "$$p" -c 'import torch' 2>/dev/null && echo "$$p" && exit; done; \
    for p in python3 /usr/bin/python3; do "$$p" -c 'import numpy' 2>/dev/null && echo "$$p" && exit; done; echo python3)

bench:  ## speed of the kernels against memory, a plain loop, torch and numpy, and of the judge; build/bench.tsv
bench-kernels: $(B)/fast/bench/bench
	$(B)/fast/bench/bench -p $(PROFILE) -o $(B)/bench.tsv -y $(BENCH_PYTHON) -s fast/bench/others.py

.PHONY: bench bench-kernels
