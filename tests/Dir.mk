TRACES ?= ../shared/traces

traces: $(B)/assay  ## the table of all recordings in TRACES: verdict, variant, ratio, nearest rejected
	@ASSAY=$(abspath $(B))/assay perl tests/traces.pl $(TRACES)

.PHONY: traces
