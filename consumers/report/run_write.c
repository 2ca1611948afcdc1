/* run_write: all files of a summary into one folder, or none. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "run.h"

/* Full counts of a team's summary are not for everybody on the machine. */
enum { OUTPUT_MODE = 0600 };

const char *const output_names[OUTPUTS] = {"summary.json", "summary.csv", "summary.html",
                                           "manifest.json"};

struct output {
    const char *name;
    struct slice bytes;
    struct file_out *out;
};

static bool render(struct work *work, struct output *output,
                   void (*rendering)(const struct summary *, struct text *), struct err *err)
{
    struct text text = text_in(&work->results);
    rendering(&work->summary, &text);
    if (text.full) {
        return err_set(err, ERR_LIMIT, "not enough memory to make %s", output->name);
    }
    output->bytes = text_keep(&text, &work->results);
    return true;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static void note_input(struct manifest_file *noted, const struct input *input)
{
    noted->name = base_name(input->path);
    noted->size_bytes = input->stream.taken;
    memcpy(noted->sha256, input->sha256, sizeof noted->sha256);
}

static void note_output(struct manifest_file *noted, const struct output *output)
{
    noted->name = output->name;
    noted->size_bytes = output->bytes.size;
    digest_hex(output->bytes, noted->sha256);
}

static bool render_manifest(struct work *work, struct output *outputs, struct err *err)
{
    struct manifest_file *inputs =
        ARENA_NEW(&work->results, struct manifest_file, work->input_count);
    if (inputs == NULL) {
        return err_set(err, ERR_LIMIT, "not enough memory to make the manifest");
    }
    struct manifest_file made[OUTPUTS - 1] = {{0}};
    for (uint32_t i = 0; i < work->input_count; i++) {
        note_input(&inputs[i], &work->inputs[i]);
    }
    for (uint32_t i = 0; i < OUTPUTS - 1; i++) {
        note_output(&made[i], &outputs[i]);
    }
    struct manifest_files configuration = {work->configuration->files,
                                           work->configuration->file_count};
    struct text text = text_in(&work->results);
    manifest_json(&work->summary, (struct manifest_files){inputs, work->input_count}, configuration,
                  (struct manifest_files){made, OUTPUTS - 1}, &text);
    if (text.full) {
        return err_set(err, ERR_LIMIT, "not enough memory to make the manifest");
    }
    outputs[OUTPUTS - 1].bytes = text_keep(&text, &work->results);
    return true;
}

static bool prepare(const char *folder, struct output *output, struct err *err)
{
    char path[PATH_MAX];
    int size = snprintf(path, sizeof path, "%s/%s", folder, output->name);
    if (size < 0 || (size_t)size >= sizeof path) {
        return err_set(err, ERR_CREATE, "the name of the output folder is too long");
    }
    output->out = file_out_create(path, OUTPUT_MODE, err);
    return output->out != NULL && file_out_write(output->out, output->bytes, err);
}

/* Everything is written beside its place before the first name changes; the manifest comes last,
 * so whoever finds files that do not match it knows that they were interrupted. */
static bool place(const char *folder, struct output *outputs, struct err *err)
{
    bool ok = true;
    for (int i = 0; i < OUTPUTS && ok; i++) {
        ok = prepare(folder, &outputs[i], err);
    }
    for (int i = 0; i < OUTPUTS; i++) {
        if (ok) {
            ok = file_out_commit(outputs[i].out, err);
        } else {
            file_out_destroy(outputs[i].out);
        }
    }
    return ok;
}

bool write_summary(struct work *work, struct err *err)
{
    struct output outputs[OUTPUTS] = {{.name = output_names[0]},
                                      {.name = output_names[1]},
                                      {.name = output_names[2]},
                                      {.name = output_names[3]}};
    bool made = render(work, &outputs[0], summary_json, err) &&
                render(work, &outputs[1], summary_csv, err) &&
                render(work, &outputs[2], summary_html, err) && render_manifest(work, outputs, err);
    if (!made || !file_folder(work->settings->output, err) ||
        !place(work->settings->output, outputs, err)) {
        return err_wrap(err, "the summary was not written");
    }
    return true;
}
