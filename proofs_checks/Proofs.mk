# Formal proofs. Each prover has a folder with a check.sh SOURCE BUILD that checks every proof of SOURCE in
# BUILD, prints one line per proof, and exits 0 (no gap), 77 (the prover is not installed) or else (a gap).
PROVERS := $(patsubst proofs_checks/%/check.sh,%,$(wildcard proofs_checks/*/check.sh))

proofs: $(B)/proofs.txt  ## check every formal proof (Coq, z3); what was proved from what goes to build/proofs.txt

$(B)/proofs.txt: $(PROVERS:%=$(B)/proofs/%.txt)
	@cat $^ > $@.tmp && mv $@.tmp $@
	@cat $@

# A prover that is not there leaves a loud line, not an error; its report is rebuilt when a source changes.
define prover_rule
$(B)/proofs/$(1).txt: $(filter-out %.md,$(wildcard proofs_checks/$(1)/*))
	@mkdir -p $$(@D)
	@RECHECK=1 proofs_checks/$(1)/check.sh proofs_checks/$(1) $(B)/proofs/$(1) > $$@.tmp; status=$$$$?; \
	if [ $$$$status = 77 ]; then cat $$@.tmp >&2; \
	elif [ $$$$status != 0 ]; then cat $$@.tmp >&2; rm -f $$@.tmp; exit 1; fi; mv $$@.tmp $$@
endef
$(foreach p,$(PROVERS),$(eval $(call prover_rule,$(p))))

.PHONY: proofs
