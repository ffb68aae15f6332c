# plots/: a figure is a gnuplot script NAME.gp that reads build/experiments/*.tsv and nothing else. draw.sh refuses a
# table or column that is missing or empty, and anything that gnuplot has to say.
# The figures of speed are drawn where make bench has been.
FIGURES  := $(filter-out style $(if $(wildcard $(B)/bench.tsv),,bench_%),$(basename $(notdir $(wildcard plots/*.gp))))
FORMATS  ?= svg pdf png
FIGURE_FILES = $(foreach f,$(FIGURES),$(addprefix $(B)/plots/$f.,$(FORMATS)))
figure_tables = $(wildcard $(patsubst %,$(B)/experiments/%.tsv,$(shell sed -n 's/^. needs: *\([a-z0-9_./]*\).*/\1/p' plots/$(1).gp)))

define figure
$(addprefix $(B)/plots/$(1).,svg pdf png tex): $(B)/plots/$(1).%: plots/$(1).gp plots/style.gp plots/draw.sh $(call figure_tables,$(1)) | gnuplot
	@DATA=$(B)/experiments plots/draw.sh $(1) $$* $$@ $(COLUMN)
$(B)/plots/column/$(1).svg: plots/$(1).gp plots/style.gp plots/draw.sh $(call figure_tables,$(1)) | gnuplot
	@DATA=$(B)/experiments plots/draw.sh $(1) svg $$@ column
endef
$(foreach f,$(FIGURES),$(eval $(call figure,$f)))

plots: $(FIGURE_FILES)  ## every figure from its table (FORMATS="svg pdf png tex", COLUMN=column for half a column)

# Half a column wide: what the report page shows in narrow windows.
narrow-plots: $(foreach f,$(FIGURES),$(B)/plots/column/$f.svg)

.PHONY: plots narrow-plots

# Tables first, then figures: which tables exist is known only when make reads the rules again.
report: gnuplot $(B)/assay $(CHECKS)  ## the main job: experiments, every figure, build/report/index.html
	@$(MAKE) --no-print-directory experiments
	@$(MAKE) --no-print-directory plots narrow-plots FORMATS="svg pdf png"
	@plots/report/report.pl $(B) $(B)/report
	@echo "$(B)/report/index.html"

.PHONY: report
