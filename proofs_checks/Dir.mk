# The ledger as C, for the command and the checks; the programs that check the paper's claims.
$(B)/proofs_checks/claims_tsv.c: proofs_checks/claims.tsv proofs_checks/embed.sh
	@mkdir -p $(@D)
	sh proofs_checks/embed.sh $< > $@.new && mv $@.new $@

$(B)/proofs_checks/claims_tsv.o: $(B)/proofs_checks/claims_tsv.c $(B)/flags
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(FPFLAGS) $(WARN) $(CFLAGS) $(OWN_FLAGS) -fPIC -c $< -o $@

$(B)/assay: $(B)/proofs_checks/claims_tsv.o

checks: prove $(CHECKS)  ## the programs that check the paper's claims, and run them
	@prove -j2 --timer -e '' $(sort $(CHECKS))

.PHONY: checks

include proofs_checks/Proofs.mk

# The arithmetic under the checks has a test of its own.
$(B)/tests/t-proofs-exact: $(call objects,proofs_checks/rational.c proofs_checks/enclosure.c proofs_checks/identity.c)

# The formulas that Gappa bounds, as C.
$(B)/proofs_checks/gappa_steps.inc: $(wildcard proofs_checks/gappa/*.g.in) proofs_checks/gappa/to_c.sh
	@mkdir -p $(@D)
	proofs_checks/gappa/to_c.sh > $@.new && mv $@.new $@

$(B)/tests/t-proofs-gappa-tie.o: OWN_FLAGS += -I$(B)/proofs_checks
$(B)/tests/t-proofs-gappa-tie.o: $(B)/proofs_checks/gappa_steps.inc
