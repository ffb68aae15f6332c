# fast/: flags of the kernels, the shared library, make bench.
# -O3 makes vectors of the plain loops; a comparison must not be taken to trap, nor a select turned back into a branch.
FAST_FLAGS := -O3 -fno-trapping-math $(shell printf 'int x;\n' | $(CC) -Werror -fno-unswitch-loops -x c -c - -o /dev/null 2>/dev/null && echo -fno-unswitch-loops)
can = $(shell printf 'int x;\n' | $(CC) -Werror $(1) -x c -c - -o /dev/null 2>/dev/null && echo $(1))
FAST_AVX2   := $(if $(filter x86_64 i%86 amd64,$(shell uname -m)),$(call can,-mavx2 -mfma))
FAST_AVX512 := $(if $(filter x86_64 i%86 amd64,$(shell uname -m)),$(call can,-mavx512f -mavx512dq -mavx512vl -mavx512bw -mfma -mprefer-vector-width=512))

$(B)/fast/%.o: CFLAGS += -fvisibility=hidden
$(B)/fast/kernel_%.o: CFLAGS += $(FAST_FLAGS)
$(B)/fast/kernel_f32_avx2.o $(B)/fast/kernel_f64_avx2.o: CFLAGS += $(FAST_AVX2)
$(B)/fast/kernel_f32_avx512.o $(B)/fast/kernel_f64_avx512.o: CFLAGS += $(FAST_AVX512)

$(B)/libsglfast.a: $(call objects,$(FAST_SRC))
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

$(B)/libsglfast.so: $(call objects,$(FAST_SRC))
	$(call say,LD)
	$(Q)$(CC) $(CFLAGS) $(OPENMP) $(LDFLAGS) -shared -Wl,-soname,libsglfast.so.0 $^ -lm -o $@
