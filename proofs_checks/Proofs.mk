# Formal proofs. Each prover has a folder with a check.sh SOURCE BUILD that checks every proof of SOURCE in
# BUILD, prints one line per proof, and exits 0 (no gap), 77 (the prover is not installed) or else (a gap).
PROVERS := $(patsubst proofs_checks/%/check.sh,%,$(wildcard proofs_checks/*/check.sh))

proofs: $(B)/proofs.txt  ## check every formal proof (Coq, z3, Gappa); what was proved from what goes to build/proofs.txt
	@grep -E ': ([0-9]+ .*, no gap|SKIPPED)' $< && echo "proofs: $<"

$(B)/proofs.txt: $(PROVERS:%=$(B)/proofs/%.txt)
	@cat $^ > $@.tmp && mv $@.tmp $@

# A prover that is not there leaves a loud line, not an error, and a report so old that it is asked again next time.
define prover_rule
$(B)/proofs/$(1).txt: $(filter-out %.md,$(wildcard proofs_checks/$(1)/*))
	@mkdir -p $$(@D)
	@RECHECK=1 proofs_checks/$(1)/check.sh proofs_checks/$(1) $(B)/proofs/$(1) > $$@.tmp; status=$$$$?; \
	if [ $$$$status = 0 ]; then mv $$@.tmp $$@; \
	elif [ $$$$status = 77 ]; then cat $$@.tmp >&2; mv $$@.tmp $$@; touch -t 200001010000 $$@; \
	else cat $$@.tmp >&2; rm -f $$@.tmp; exit 1; fi
endef
$(foreach p,$(PROVERS),$(eval $(call prover_rule,$(p))))

# It quotes the kernels.
$(B)/proofs/gappa.txt: $(wildcard fast/kernel_*.inc)

.PHONY: proofs
