/* settings: objects of a configuration file by tables (see codec/settings.h). */
#include "codec/settings.h"

#include <assert.h>
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/civil.h"
#include "domain/code.h"
#include "domain/vocab.h"

/* A key is shown as it is only when a terminal cannot be harmed by it. */
static bool is_plain(struct slice key)
{
    for (size_t i = 0; i < key.size; i++) {
        if (key.at[i] < 0x20 || key.at[i] > 0x7E) {
            return false;
        }
    }
    return key.size <= 64;
}

static const char *setting_name(const void *names, size_t i)
{
    return ((const struct setting *)names)[i].name;
}

static bool unknown_key(const struct place *place, struct slice key, const struct setting *settings,
                        size_t count)
{
    const char *nearest = settings_nearest(key, count, setting_name, settings);
    if (!is_plain(key)) {
        return place_error(place, "unknown key; did you mean \"%s\"?", nearest);
    }
    return place_error(place, "unknown key \"%.*s\"; did you mean \"%s\"?", (int)key.size, key.at,
                       nearest);
}

bool settings_text(const struct place *place, struct slice *out)
{
    if (!json_is_string(place->value)) {
        return false;
    }
    *out = (struct slice){.at = json_string_value(place->value),
                          .size = json_string_length(place->value)};
    return true;
}

static bool keep(const struct place *place, struct slice text, struct slice *out)
{
    assert(place->file->arena != NULL);
    *out = arena_copy(place->file->arena, text);
    if (out->at == NULL) {
        return err_set(place->file->err, ERR_LIMIT, "%s: the file does not fit into memory",
                       place->file->name);
    }
    return true;
}

/* Characters of a text without control characters; -1 with one. */
static int64_t text_length(struct slice text)
{
    int64_t length = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c < 0x20 || c == 0x7F) {
            return -1;
        }
        length += (c & 0xC0) != 0x80 ? 1 : 0;
    }
    return length;
}

static bool read_text(const struct place *place, const struct setting *setting, void *out)
{
    struct slice text = slice_of("");
    int64_t length = settings_text(place, &text) ? text_length(text) : -1;
    if (length < setting->least || length > setting->most) {
        return place_error(place,
                           "\"%s\" must be a text of %" PRId64 " to %" PRId64
                           " characters without control characters",
                           setting->name, setting->least, setting->most);
    }
    return setting->type == SETTING_NOTE || keep(place, text, out);
}

static bool read_id(const struct place *place, const struct setting *setting, void *out)
{
    struct slice text;
    if (!settings_text(place, &text) || !code_is_id(text)) {
        return place_error(place,
                           "\"%s\" must be an id: 1 to %d letters, digits or . _ : - and a letter "
                           "or digit first",
                           setting->name, CODE_ID_MAX);
    }
    return keep(place, text, out);
}

static bool read_gss(const struct place *place, const struct setting *setting, void *out)
{
    struct slice text;
    if (!settings_text(place, &text) || !code_read_gss(text, out)) {
        return place_error(place, "\"%s\" must be a GSS code such as E06000047", setting->name);
    }
    return true;
}

static bool read_date(const struct place *place, const struct setting *setting, void *out)
{
    struct slice text;
    if (!settings_text(place, &text) || !date_read(text, out)) {
        return place_error(place, "\"%s\" must be a date, YYYY-MM-DD, of the years 1990 to 2099",
                           setting->name);
    }
    return true;
}

static bool read_integer(const struct place *place, const struct setting *setting, void *out)
{
    json_int_t value = json_integer_value(place->value);
    if (!json_is_integer(place->value) || value < setting->least || value > setting->most) {
        return place_error(place, "\"%s\" must be a whole number from %" PRId64 " to %" PRId64,
                           setting->name, setting->least, setting->most);
    }
    if (setting->type == SETTING_INT32) {
        *(int32_t *)out = (int32_t)value;
    } else {
        *(int64_t *)out = value;
    }
    return true;
}

static bool read_flag(const struct place *place, const struct setting *setting, void *out)
{
    if (!json_is_boolean(place->value)) {
        return place_error(place, "\"%s\" must be true or false", setting->name);
    }
    *(bool *)out = json_is_true(place->value);
    return true;
}

static const char *code_name(const void *names, size_t i)
{
    return vocab_name(*(const enum vocab_list *)names, (uint8_t)(i + 1));
}

static bool read_code(const struct place *place, const struct setting *setting, void *out)
{
    enum vocab_list list = setting->list;
    struct slice text = slice_of("");
    uint8_t code = settings_text(place, &text) ? vocab_find(list, text) : 0;
    if (code == 0) {
        const char *nearest = settings_nearest(text, vocab_of(list)->count, code_name, &list);
        return place_error(place, "\"%s\" must be a code of the list %s; did you mean \"%s\"?",
                           setting->name, vocab_of(list)->name, nearest);
    }
    *(uint8_t *)out = code;
    return true;
}

static bool read_schema(const struct place *place, const struct setting *setting, void *out)
{
    (void)out;
    struct slice text;
    if (!settings_text(place, &text) || !slice_is(text, setting->expects)) {
        return place_error(place, "\"%s\" must be \"%s\"", setting->name, setting->expects);
    }
    return true;
}

static bool read_own(const struct place *place, const struct setting *setting, void *out)
{
    return setting->read(place, out);
}

static bool read_setting(const struct place *place, const struct setting *setting, void *out)
{
    static bool (*const readers[SETTING_TYPE_COUNT])(const struct place *, const struct setting *,
                                                     void *) = {
        [SETTING_SCHEMA] = read_schema, [SETTING_ID] = read_id,         [SETTING_TEXT] = read_text,
        [SETTING_NOTE] = read_text,     [SETTING_GSS] = read_gss,       [SETTING_DATE] = read_date,
        [SETTING_INT32] = read_integer, [SETTING_INT64] = read_integer, [SETTING_FLAG] = read_flag,
        [SETTING_CODE] = read_code,     [SETTING_OWN] = read_own,
    };
    assert(readers[setting->type] != NULL);
    return readers[setting->type](place, setting, (char *)out + setting->offset);
}

static const struct setting *find_setting(struct slice key, const struct setting *settings,
                                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_is(key, settings[i].name)) {
            return &settings[i];
        }
    }
    return NULL;
}

static bool all_required(const struct place *place, const struct setting *settings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (settings[i].required && json_object_get(place->value, settings[i].name) == NULL) {
            return place_error(place, "the required key \"%s\" is missing", settings[i].name);
        }
    }
    return true;
}

bool settings_object(const struct place *place, const struct setting *settings, size_t count,
                     void *out)
{
    if (!json_is_object(place->value)) {
        return place_error(place, "an object {…} is expected here");
    }
    uint32_t step = 0;
    for (void *at = json_object_iter(place->value); at != NULL;
         at = json_object_iter_next(place->value, at)) {
        struct slice key = {.at = json_object_iter_key(at), .size = json_object_iter_key_len(at)};
        struct place member = {.file = place->file,
                               .parent = place,
                               .step = step++,
                               .value = json_object_iter_value(at)};
        const struct setting *setting = find_setting(key, settings, count);
        if (setting == NULL) {
            return unknown_key(&member, key, settings, count);
        }
        if (!read_setting(&member, setting, out)) {
            return false;
        }
    }
    return all_required(place, settings, count);
}

bool settings_list(const struct place *place, const struct settings_list *list)
{
    size_t count = json_array_size(place->value);
    if (!json_is_array(place->value) || count < list->least || count > list->most) {
        return place_error(place, "a list […] of %" PRIu32 " to %" PRIu32 " is expected here",
                           list->least, list->most);
    }
    for (size_t i = 0; i < count; i++) {
        struct place member = {.file = place->file,
                               .parent = place,
                               .step = (uint32_t)i,
                               .value = json_array_get(place->value, i)};
        if (!list->read(&member, (char *)list->members + i * list->size)) {
            return false;
        }
    }
    *list->count = (uint32_t)count;
    return true;
}

/* The key that ends where the parser stopped at a repeated one. */
static struct slice key_before(struct slice bytes, size_t end)
{
    size_t begin = end - 1;
    while (begin > 0 &&
           (bytes.at[begin - 1] != '"' || (begin > 1 && bytes.at[begin - 2] == '\\'))) {
        begin--;
    }
    return (struct slice){.at = bytes.at + begin, .size = end - 1 - begin};
}

static bool syntax_error(const struct settings_file *file, const json_error_t *error)
{
    size_t end = (size_t)error->position;
    if (json_error_code(error) == json_error_duplicate_key && end >= 2 && end <= file->bytes.size) {
        struct slice key = key_before(file->bytes, end);
        int column = error->column - (int)key.size - 1;
        if (is_plain(key)) {
            return err_set(file->err, ERR_CONFIG, "%s:%d:%d: the key \"%.*s\" is there twice",
                           file->name, error->line, column, (int)key.size, key.at);
        }
        return err_set(file->err, ERR_CONFIG, "%s:%d:%d: a key is there twice", file->name,
                       error->line, error->column);
    }
    if (json_error_code(error) == json_error_out_of_memory) {
        return err_set(file->err, ERR_LIMIT, "%s: no memory to read it", file->name);
    }
    return err_set(file->err, ERR_CONFIG, "%s:%d:%d: this is not valid JSON", file->name,
                   error->line, error->column);
}

bool settings_load(const struct settings_file *file, bool (*read)(const struct place *, void *),
                   void *out)
{
    if (file->bytes.size > SETTINGS_BYTES_MAX) {
        return err_set(file->err, ERR_CONFIG, "%s: more than %d bytes", file->name,
                       SETTINGS_BYTES_MAX);
    }
    json_error_t error;
    json_t *root = json_loadb(file->bytes.size == 0 ? "" : file->bytes.at, file->bytes.size,
                              JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        return syntax_error(file, &error);
    }
    struct place whole = {.file = file, .value = root};
    bool done = read(&whole, out);
    json_decref(root);
    return done;
}
