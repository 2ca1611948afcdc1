/* settings: where a value stands in its file, and which key was meant (see codec/settings.h).
 *
 * The parser keeps no positions, so a place is found by walking the text again: it is known to be
 * valid JSON, and the n-th member of the parsed object is the n-th in the text.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "codec/settings.h"

struct walk {
    const char *at, *end;
};

static void skip_space(struct walk *walk)
{
    while (walk->at < walk->end && strchr(" \t\r\n", *walk->at) != NULL && *walk->at != '\0') {
        walk->at++;
    }
}

static void skip_string(struct walk *walk)
{
    walk->at++;
    while (walk->at < walk->end && *walk->at != '"') {
        walk->at += *walk->at == '\\' && walk->at + 1 < walk->end ? 2 : 1;
    }
    if (walk->at < walk->end) {
        walk->at++;
    }
}

/* Past one value: to the comma or bracket behind it. */
static void skip_value(struct walk *walk)
{
    int depth = 0;
    while (walk->at < walk->end) {
        char c = *walk->at;
        if (c == '"') {
            skip_string(walk);
            continue;
        }
        if (depth == 0 && (c == ',' || c == ']' || c == '}')) {
            return;
        }
        depth += c == '[' || c == '{' ? 1 : 0;
        depth -= c == ']' || c == '}' ? 1 : 0;
        walk->at++;
    }
}

static void skip_char(struct walk *walk)
{
    if (walk->at < walk->end) {
        walk->at++;
    }
}

/* From an opening bracket to the key or element number `step`. */
static void enter(struct walk *walk, uint32_t step)
{
    skip_char(walk);
    skip_space(walk);
    for (uint32_t i = 0; i < step; i++) {
        skip_value(walk); /* a member's key and colon are skipped with its value */
        skip_char(walk);
        skip_space(walk);
    }
}

/* From a member's key to its value. */
static void pass_key(struct walk *walk)
{
    skip_string(walk);
    skip_space(walk);
    skip_char(walk);
    skip_space(walk);
}

/* The byte at which a place stands: its key, its element, or the file's first value. */
static const char *locate(const struct place *place)
{
    const struct place *way[SETTINGS_DEPTH_MAX];
    int depth = 0;
    for (const struct place *at = place; at->parent != NULL; at = at->parent) {
        assert(depth < SETTINGS_DEPTH_MAX);
        way[depth++] = at;
    }
    struct slice bytes = place->file->bytes;
    struct walk walk = {.at = bytes.at, .end = bytes.at + bytes.size};
    skip_space(&walk);
    while (depth > 0) {
        bool in_object = walk.at < walk.end && *walk.at == '{';
        enter(&walk, way[--depth]->step);
        if (in_object && depth > 0) {
            pass_key(&walk);
        }
    }
    return walk.at;
}

/* Line and column from 1, the column in characters. */
static void count_lines(struct slice bytes, const char *at, int *line, int *column)
{
    *line = 1;
    *column = 1;
    for (const char *c = bytes.at; c < at; c++) {
        if (*c == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)*c & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

bool place_error(const struct place *place, const char *format, ...)
{
    char text[ERR_TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    int line = 0;
    int column = 0;
    count_lines(place->file->bytes, locate(place), &line, &column);
    return err_set(place->file->err, ERR_CONFIG, "%s:%d:%d: %s", place->file->name, line, column,
                   text);
}

enum { COMPARED_MAX = 64 };

/* How many letters must be added, removed or changed to make b of a. */
static size_t distance(struct slice a, struct slice b)
{
    size_t row[COMPARED_MAX + 1];
    size_t a_size = a.size < COMPARED_MAX ? a.size : COMPARED_MAX;
    size_t b_size = b.size < COMPARED_MAX ? b.size : COMPARED_MAX;
    for (size_t j = 0; j <= b_size; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= a_size; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            size_t changed = corner + (a.at[i - 1] == b.at[j - 1] ? 0 : 1);
            size_t moved = 1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]);
            corner = row[j];
            row[j] = changed < moved ? changed : moved;
        }
    }
    return row[b_size];
}

const char *settings_nearest(struct slice key, size_t count,
                             const char *(*name_of)(const void *names, size_t i), const void *names)
{
    const char *nearest = NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        const char *name = name_of(names, i);
        size_t apart = distance(key, slice_of(name));
        if (apart < least) {
            least = apart;
            nearest = name;
        }
    }
    return nearest;
}
