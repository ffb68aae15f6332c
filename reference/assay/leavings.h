/* What a signal that ends the program must not leave behind: half-written files, temporary folders, children. */
#ifndef SGL_LEAVINGS_H
#define SGL_LEAVINGS_H

/** Remove path, a file or a folder with the files in it, should SIGINT, SIGTERM or SIGHUP end the program before leavings_drop; the
 *  children are killed first. From the first call on a thread waits for these signals, unless they are ignored (nohup). */
void leavings_add(const char *path);

/** path, which was added, is no longer to be removed. */
void leavings_drop(const char *path);

/** Remove path, which was added, now. */
void leavings_remove(const char *path);

#endif
