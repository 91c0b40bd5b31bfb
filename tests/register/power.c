/* Holds back what a program writes below one folder until it asks for it to be on the disk.
 *
 * Loaded before the C library (LD_PRELOAD). Every file below POWER_FOLDER has two twins below
 * POWER_DISK: "name", what is surely on the disk, and "name.held", what was written since the last
 * fsync, piece by piece. fsync and fdatasync carry the second into the first. Whoever kills the
 * program then finds in POWER_DISK what a power cut would have left, and may lay any of the held
 * pieces over it: a disk writes them in any order, or not at all.
 *
 * POWER_ROOM names a file that holds a number: how many bytes the files may grow to together.
 * Past it a write fails for lack of room, as on a full disk.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 4096
enum { WRITE = 1, CUT = 2 };
struct piece { int64_t kind, offset, length; };

static struct { char path[PATH_MAX]; int sure, held; int64_t size; } files[FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_cut)(int, off_t);
static int (*real_sync)(int);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void find(void) {
    if (real_open) return;
    real_open = dlsym(RTLD_NEXT, "open");
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite");
    real_cut = dlsym(RTLD_NEXT, "ftruncate");
    real_sync = dlsym(RTLD_NEXT, "fsync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
}

static void must(int holds) { if (!holds) abort(); }

/* The name of a twin, or 0 for a file that is none of ours. The index of SQLite's journal lives in
 * memory and is made anew after a crash. */
static int twin(const char *path, const char *end, char *found) {
    const char *folder = getenv("POWER_FOLDER"), *disk = getenv("POWER_DISK");
    size_t length = folder ? strlen(folder) : 0;
    if (!disk || strncmp(path, folder, length) || path[length] != '/') return 0;
    if (strlen(path) > 4 && !strcmp(path + strlen(path) - 4, "-shm")) return 0;
    snprintf(found, PATH_MAX, "%s/", disk);
    size_t at = strlen(found);
    for (const char *c = path + length + 1; *c && at < PATH_MAX - 8; c++)
        found[at++] = *c == '/' ? '@' : *c;
    strcpy(found + at, end);
    return 1;
}

static int64_t number_in(const char *name) {
    char text[32] = "";
    int handle = real_open(name, O_RDONLY);
    if (handle < 0) return INT64_MAX;
    if (read(handle, text, sizeof text - 1) < 0) text[0] = 0;
    real_close(handle);
    return text[0] ? atoll(text) : INT64_MAX;
}

static int has_room(int file, int64_t end) {
    const char *name = getenv("POWER_ROOM");
    struct stat now;
    if (!name || fstat(file, &now) || end <= now.st_size) return 1;
    int64_t total = end - now.st_size, room = number_in(name);
    for (int i = 0; i < FILES; i++)
        if (files[i].path[0] && !fstat(i, &now)) total += now.st_size;
    return total <= room;
}

static void hold(int file, int64_t kind, int64_t offset, const void *data, int64_t length) {
    struct piece piece = { kind, offset, length };
    must(real_write(files[file].held, &piece, sizeof piece) == sizeof piece);
    must(real_write(files[file].held, data, kind == WRITE ? length : 0) >= 0);
}

static void carry(int file) {
    struct piece piece;
    int64_t at = 0, length = lseek(files[file].held, 0, SEEK_END);
    while (at < length) {
        must(pread(files[file].held, &piece, sizeof piece, at) == sizeof piece);
        at += sizeof piece;
        if (piece.kind == CUT) { must(!real_cut(files[file].sure, piece.length)); continue; }
        char *data = malloc(piece.length);
        must(pread(files[file].held, data, piece.length, at) == piece.length);
        must(real_pwrite(files[file].sure, data, piece.length, piece.offset) == piece.length);
        free(data);
        at += piece.length;
    }
    must(!real_cut(files[file].held, 0));
}

static void begin(int file, const char *path, int flags) {
    char sure[PATH_MAX], held[PATH_MAX];
    if (file < 0 || file >= FILES || (flags & O_ACCMODE) == O_RDONLY) return;
    if (!twin(path, "", sure) || !twin(path, ".held", held)) return;
    pthread_mutex_lock(&lock);
    snprintf(files[file].path, PATH_MAX, "%s", path);
    files[file].sure = real_open(sure, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    files[file].held = real_open(held, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    must(files[file].sure >= 0 && files[file].held >= 0);
    pthread_mutex_unlock(&lock);
}

static int ours(int file) { return file >= 0 && file < FILES && files[file].path[0]; }

int open(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    find();
    int file = real_open(path, flags, mode);
    begin(file, path, flags);
    return file;
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open(path, flags, mode);
}

int close(int file) {
    find();
    if (ours(file)) {
        pthread_mutex_lock(&lock);
        real_close(files[file].sure);
        real_close(files[file].held);
        files[file].path[0] = 0;
        pthread_mutex_unlock(&lock);
    }
    return real_close(file);
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    find();
    if (!ours(file)) return real_pwrite(file, data, length, offset);
    if (!has_room(file, offset + (int64_t)length)) { errno = ENOSPC; return -1; }
    pthread_mutex_lock(&lock);
    hold(file, WRITE, offset, data, length);
    pthread_mutex_unlock(&lock);
    return real_pwrite(file, data, length, offset);
}

ssize_t pwrite64(int file, const void *data, size_t length, off_t offset) {
    return pwrite(file, data, length, offset);
}

ssize_t write(int file, const void *data, size_t length) {
    find();
    if (!ours(file)) return real_write(file, data, length);
    off_t at = lseek(file, 0, fcntl(file, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    ssize_t done = pwrite(file, data, length, at);
    if (done > 0) lseek(file, at + done, SEEK_SET);
    return done;
}

int ftruncate(int file, off_t length) {
    find();
    if (!ours(file)) return real_cut(file, length);
    pthread_mutex_lock(&lock);
    hold(file, CUT, 0, "", length);
    pthread_mutex_unlock(&lock);
    return real_cut(file, length);
}

int ftruncate64(int file, off_t length) { return ftruncate(file, length); }

int fsync(int file) {
    find();
    if (!ours(file)) return real_sync(file);
    pthread_mutex_lock(&lock);
    carry(file);
    pthread_mutex_unlock(&lock);
    return 0;
}

int fdatasync(int file) { return fsync(file); }

int unlink(const char *path) {
    char sure[PATH_MAX], held[PATH_MAX];
    find();
    int done = real_unlink(path);
    if (!done && twin(path, "", sure) && twin(path, ".held", held)) {
        real_unlink(sure);
        real_unlink(held);
    }
    return done;
}
