/* replay: runs each file of a corpus folder through a fuzz target, once, without a fuzzer.
 *
 * So every input that was ever worth keeping is tried again by each plain test run, with whatever
 * compiler and sanitizer it has. A folder that is missing or empty fails: it would prove nothing.
 */
#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 1 << 20 };

/* The input is given in a block of exactly its size, so that a sanitizer sees a read past it. */
static int replay_file(const char *path)
{
    static uint8_t bytes[INPUT_MAX];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "replay: cannot open %s\n", path);
        return 1;
    }
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    uint8_t *exact = malloc(size > 0 ? size : 1);
    if (exact == NULL) {
        return 1;
    }
    for (size_t i = 0; i < size; i++) {
        exact[i] = bytes[i];
    }
    (void)LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return 0;
}

int main(int count, char **arguments)
{
    DIR *folder = count == 2 ? opendir(arguments[1]) : NULL;
    if (folder == NULL) {
        fprintf(stderr, "replay: needs a corpus folder that exists\n");
        return 1;
    }
    int files = 0;
    int failed = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char path[PATH_MAX];
        if (entry->d_name[0] != '.') {
            (void)snprintf(path, sizeof path, "%s/%s", arguments[1], entry->d_name);
            failed += replay_file(path);
            files++;
        }
    }
    closedir(folder);
    printf("%d files replayed, %d not readable\n", files, failed);
    return files > 0 && failed == 0 ? 0 : 1;
}
