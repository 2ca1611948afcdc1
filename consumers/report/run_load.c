/* run_load: configuration and inputs, from files. */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "run.h"
#include "shell/log.h"

enum { TOOL_NAME_MAX = 255 };

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* Read a file whole, and note its hash under `role`. */
static bool load_file(struct work *work, const char *role, const char *path, struct slice *bytes,
                      struct err *err)
{
    struct file file;
    if (!file_init(&file, path, err)) {
        return false;
    }
    struct configuration *configuration = work->configuration;
    struct manifest_file *noted = &configuration->files[configuration->file_count++];
    noted->role = role;
    noted->size_bytes = file.bytes.size;
    digest_hex(file.bytes, noted->sha256);
    noted->name = arena_copy(&work->process, slice_of(base_name(path))).at;
    *bytes = arena_copy(&work->process, file.bytes);
    file_done(&file);
    if (noted->name == NULL || bytes->at == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory to read %s", path);
    }
    return true;
}

static bool load_tool(struct work *work, const char *path, struct err *err)
{
    struct configuration *configuration = work->configuration;
    if (configuration->tools.count == TOOLS_MAX) {
        return err_set(err, ERR_CONFIG, "%s: at most %d tools are possible", path, TOOLS_MAX);
    }
    struct tool *tool = ARENA_NEW(&work->process, struct tool, 1);
    struct slice bytes;
    if (tool == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory to read %s", path);
    }
    if (!load_file(work, "tool", path, &bytes, err) ||
        !tool_read(bytes, path, &work->process, tool, err)) {
        return false;
    }
    if (tools_find(&configuration->tools, tool->id, tool->version) != NULL) {
        return err_set(err, ERR_CONFIG,
                       "%s: a tool of this id and version is defined in another file too; remove "
                       "one of the two",
                       path);
    }
    configuration->tools.tools[configuration->tools.count++] = tool;
    return true;
}

static bool is_tool_file(const char *name)
{
    size_t size = strlen(name);
    return name[0] != '.' && size > 5 && strcmp(name + size - 5, ".json") == 0;
}

static int name_order(const void *left, const void *right)
{
    return strcmp(left, right);
}

/* The names of the folder's tool files, in byte order, whatever order the system lists them in. */
static bool list_tools(const char *folder, char (*names)[TOOL_NAME_MAX + 1], size_t *count,
                       struct err *err)
{
    DIR *listing = opendir(folder);
    if (listing == NULL) {
        return err_set(err, ERR_CONFIG, "cannot open the tools' folder %s", folder);
    }
    struct dirent *entry;
    bool fits = true;
    while (fits && (entry = readdir(listing)) != NULL) {
        if (!is_tool_file(entry->d_name)) {
            continue;
        }
        fits = *count < TOOLS_MAX;
        if (fits) {
            (void)snprintf(names[(*count)++], TOOL_NAME_MAX + 1, "%s", entry->d_name);
        }
    }
    (void)closedir(listing);
    if (!fits) {
        return err_set(err, ERR_CONFIG, "%s: at most %d tools are possible", folder, TOOLS_MAX);
    }
    qsort(names, *count, sizeof names[0], name_order);
    return true;
}

static bool load_tools(struct work *work, const char *folder, struct err *err)
{
    char names[TOOLS_MAX][TOOL_NAME_MAX + 1];
    size_t count = 0;
    if (!list_tools(folder, names, &count, err)) {
        return false;
    }
    if (count == 0) {
        return err_set(
            err, ERR_CONFIG,
            "%s has no risk tool's definition (*.json), so no assessment could be scored", folder);
    }
    for (size_t i = 0; i < count; i++) {
        char path[PATH_MAX];
        int size = snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        if (size < 0 || (size_t)size >= sizeof path) {
            return err_set(err, ERR_CONFIG, "the tools' folder has too long a name");
        }
        if (!load_tool(work, path, err)) {
            return false;
        }
    }
    return true;
}

/* The folder of the program itself, without a slash behind it. */
static bool program_folder(char room[PATH_MAX])
{
    ssize_t size = readlink("/proc/self/exe", room, PATH_MAX - 1);
    if (size <= 0) {
        return false;
    }
    room[size] = '\0';
    char *slash = strrchr(room, '/');
    *(slash == NULL ? room : slash) = '\0';
    return true;
}

/* Where the definitions lie that came with the program: beside it as installed, else in the tree it
 * was built in. Nothing of where that was is in the program. */
static bool default_tools(char room[PATH_MAX], struct err *err)
{
    static const char *const places[] = {"../share/homeward/schemas/tools",
                                         "../../../schemas/tools"};
    char folder[PATH_MAX];
    for (size_t i = 0; program_folder(folder) && i < sizeof places / sizeof places[0]; i++) {
        int size = snprintf(room, PATH_MAX, "%s/%s", folder, places[i]);
        if (size > 0 && size < PATH_MAX && access(room, R_OK | X_OK) == 0) {
            return true;
        }
    }
    return err_set(err, ERR_CONFIG,
                   "no risk tools' definitions lie in %s or %s, seen from the program, so no "
                   "assessment could be scored; name their folder with --tools DIR",
                   places[0], places[1]);
}

static void hash_configuration(struct configuration *configuration)
{
    struct digest digest;
    digest_start(&digest);
    for (uint32_t i = 0; i < configuration->file_count; i++) {
        digest_add(&digest, slice_of(configuration->files[i].role));
        digest_add(&digest, slice_of(" "));
        digest_add(&digest, slice_of(configuration->files[i].sha256));
        digest_add(&digest, slice_of("\n"));
    }
    digest_end_hex(&digest, configuration->sha256);
}

bool load_configuration(struct work *work, struct err *err)
{
    const struct settings *settings = work->settings;
    struct configuration *configuration = ARENA_NEW(&work->process, struct configuration, 1);
    if (configuration == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory for the configuration");
    }
    work->configuration = configuration;
    config_default(&configuration->config);
    configuration->rules = rules_default();
    struct slice bytes;
    if (settings->config != NULL &&
        (!load_file(work, "config", settings->config, &bytes, err) ||
         !config_read(bytes, settings->config, &work->process, &configuration->config, err))) {
        return false;
    }
    if (settings->rules != NULL &&
        (!load_file(work, "rules", settings->rules, &bytes, err) ||
         !rules_read(bytes, settings->rules, &configuration->rules, err))) {
        return false;
    }
    char room[PATH_MAX];
    const char *tools = settings->tools != NULL ? settings->tools : room;
    if ((settings->tools == NULL && !default_tools(room, err)) || !load_tools(work, tools, err)) {
        return false;
    }
    hash_configuration(configuration);
    return true;
}

static bool keep(struct stream *stream, struct err *err)
{
    struct progress progress;
    progress_start(&progress, "keeping", PROGRESS_UNKNOWN);
    bool ok = stream_keep(stream, &progress, err);
    progress_done(&progress);
    return ok;
}

bool load_inputs(struct work *work, struct err *err)
{
    const struct option_many *paths = &work->settings->inputs;
    work->inputs = ARENA_NEW(&work->process, struct input, OPTION_MANY_MAX);
    work->room = arena_alloc(&work->process, 1, 1, READ_ROOM);
    if (work->inputs == NULL || work->room == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory for the inputs");
    }
    for (size_t i = 0; i < paths->count; i++) {
        struct input *input = &work->inputs[i];
        input->path = paths->values[i];
        if (!stream_init(&input->stream, input->path, err)) {
            return false;
        }
        work->input_count++;
        if (work->settings->rows != NULL && !keep(&input->stream, err)) {
            return false;
        }
    }
    return true;
}
