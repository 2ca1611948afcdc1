/* homeward: the front command. `homeward VERB …` runs the program homeward-VERB that lies beside
 * it, else in ../libexec/homeward; PATH is never searched, so nobody can slip another program in.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shell/options.h"
#include "verbs.h"

enum { PATH_SIZE = 4096, EXIT_USAGE = 64, EXIT_BROKEN = 70 };

static const char *const places[] = {"", "../libexec/homeward/"};

/* The folder this program lies in, links followed, with the last `/`; empty when not known. */
static void own_folder(char folder[PATH_SIZE])
{
    ssize_t size = readlink("/proc/self/exe", folder, PATH_SIZE - 1);
    folder[size > 0 ? size : 0] = '\0';
    char *slash = strrchr(folder, '/');
    *(slash != NULL ? slash + 1 : folder) = '\0';
}

static bool find(const char *folder, const char *verb, char path[PATH_SIZE])
{
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        int size = snprintf(path, PATH_SIZE, "%s%shomeward-%s", folder, places[i], verb);
        if (folder[0] == '/' && size > 0 && size < PATH_SIZE && access(path, X_OK) == 0) {
            return true;
        }
    }
    return false;
}

static int list(const char *folder)
{
    const struct verb *verbs;
    size_t count = verbs_list(&verbs);
    char path[PATH_SIZE];
    (void)printf("Usage: homeward VERB [OPTION...]\n"
                 "Folds records about missing children into summaries people act on.\n\nVerbs:\n");
    for (size_t i = 0; i < count; i++) {
        if (find(folder, verbs[i].name, path)) {
            (void)printf("  %-10s %s\n", verbs[i].name, verbs[i].purpose);
        }
    }
    (void)printf("\n'homeward VERB --help' says more; 'homeward --version' names this build.\n");
    return options_printed("homeward");
}

static int unknown(const char *folder, const char *word)
{
    const struct verb *verbs, *nearest = NULL;
    size_t count = verbs_list(&verbs);
    char path[PATH_SIZE];
    for (size_t i = 0; i < count; i++) {
        if (find(folder, verbs[i].name, path) && verb_is_near(word, verbs[i].name) &&
            (nearest == NULL ||
             verb_distance(word, verbs[i].name) < verb_distance(word, nearest->name))) {
            nearest = &verbs[i];
        }
    }
    (void)fprintf(stderr, "homeward: no such verb here");
    if (nearest != NULL) {
        (void)fprintf(stderr, "; did you mean 'homeward %s'?", nearest->name);
    }
    (void)fprintf(stderr, "\nTry 'homeward --help'.\n");
    return EXIT_USAGE;
}

static bool is_any(const char *word, const char *a, const char *b)
{
    return strcmp(word, a) == 0 || strcmp(word, b) == 0;
}

int main(int argc, char **argv)
{
    char folder[PATH_SIZE], path[PATH_SIZE];
    own_folder(folder);
    if (argc < 2 || is_any(argv[1], "--help", "-h") || (argc == 2 && is_any(argv[1], "help", ""))) {
        return list(folder);
    }
    if (is_any(argv[1], "--version", "-V")) {
        (void)printf("homeward %s\n", options_version());
        return options_printed("homeward");
    }
    char help[] = "--help", *asked[] = {path, help, NULL};
    bool wants_help = strcmp(argv[1], "help") == 0;
    const char *verb = wants_help ? argv[2] : argv[1];
    if (!verb_is_name(verb) || !find(folder, verb, path)) {
        return unknown(folder, verb);
    }
    argv[1] = path;
    (void)execv(path, wants_help ? asked : argv + 1);
    (void)fprintf(stderr, "homeward: cannot run %s: %s\n", path, strerror(errno));
    return EXIT_BROKEN;
}
