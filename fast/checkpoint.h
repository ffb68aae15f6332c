/* Checkpoints of either dtype. Internal to fast/. */
#ifndef SGL_CHECKPOINT_H
#define SGL_CHECKPOINT_H

#include "sgl_fast.h"

enum { SGL_CHECKPOINT_ARRAYS = 5 };

/* x m v maximum y */
extern const char *const sgl_checkpoint_names[SGL_CHECKPOINT_ARRAYS];

typedef struct sgl_checkpoint {
    const char *folder;
    void *arrays[SGL_CHECKPOINT_ARRAYS]; /* NULL where the step has none */
    size_t n, size;                      /* entries, and bytes of one */
    char *message;
    size_t message_size;
} sgl_checkpoint;

sgl_status sgl_checkpoint_save(const sgl_checkpoint *c, const sgl_step *step);
sgl_status sgl_checkpoint_load(const sgl_checkpoint *c, sgl_step *step);

#endif
