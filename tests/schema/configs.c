/* configs: what the readers of configuration files say of each line of standard input.
 *
 * A line is the kind (config, rules, tool, key), a tab, and a file's content on one line. Gives
 * `OK` or the error's text, one line each. For agree.mjs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/config.h"
#include "crypt/key.h"

enum { ROOM = 4 * 1024 * 1024 };

static bool read_content(struct slice kind, struct slice content, struct arena *arena,
                         struct err *err)
{
    static struct config config;
    static struct rules rules;
    static struct tool tool;
    static struct key key;
    if (slice_is(kind, "config")) {
        return config_read(content, "line", arena, &config, err);
    }
    if (slice_is(kind, "rules")) {
        return rules_read(content, "line", &rules, err);
    }
    if (slice_is(kind, "tool")) {
        return tool_read(content, "line", arena, &tool, err);
    }
    return key_read(content, &key, err);
}

int main(void)
{
    char *memory = malloc(ROOM);
    char *line = NULL;
    size_t room = 0;
    ssize_t size = 0;
    while (memory != NULL && (size = getline(&line, &room, stdin)) > 0) {
        struct arena arena = arena_over(memory, ROOM);
        struct slice content = {.at = line, .size = (size_t)size};
        if (line[size - 1] == '\n') {
            content.size--;
        }
        struct slice kind = slice_cut(&content, '\t');
        struct err err = {.code = ERR_NONE};
        bool read = read_content(kind, content, &arena, &err);
        (void)puts(read ? "OK" : err.text);
    }
    free(line);
    free(memory);
    return ferror(stdin) != 0 || memory == NULL ? 1 : 0;
}
