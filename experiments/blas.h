#ifndef BLAS_H
#define BLAS_H

/** One thread per matrix product, for the runs are what is spread over threads. OpenBLAS picks its kernels by a list of
 *  processors it knows and falls back to those of 2004 on others; on a machine with AVX2 start the program again
 *  with OPENBLAS_CORETYPE set, which is read when the library loads (four times faster products). Does nothing
 *  with another cblas, or when the variable is set. */
void blas_prepare(char **argv);

#endif
