/* The subcommands of assay, one file each. Each gets argv from its own name on, and returns the exit status:
 * 0 conforms, 1 deviates, 2 usage, 3 inconclusive, 4 bad input or adapter failure. */
#ifndef SGL_COMMAND_H
#define SGL_COMMAND_H

enum { EXIT_CONFORMS = 0, EXIT_DEVIATES = 1, EXIT_USAGE = 2, EXIT_INCONCLUSIVE = 3, EXIT_BAD_INPUT = 4 };

int cmd_argmin(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_identify(int argc, char **argv);
int cmd_separate(int argc, char **argv);
int cmd_doctor(int argc, char **argv);
int cmd_plugin(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_vectors(int argc, char **argv);
int cmd_step(int argc, char **argv);
int cmd_variants(int argc, char **argv);
int cmd_claims(int argc, char **argv);
int cmd_explain(int argc, char **argv);

#endif
