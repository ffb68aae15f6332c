# Bash completion of assay.
