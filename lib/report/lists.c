/* lists: {code, episodes, children} for every code that occurred, in a total order.
 *
 * By children, then episodes, descending, then code as text (measures.md, "where" and "issues").
 */
#include <stdlib.h>

#include "domain/code.h"
#include "domain/vocab.h"
#include "report/figures.h"

struct entry {
    struct slice name;
    const char *label;
    uint64_t code;
    int64_t episodes, children;
};

enum { UPPER_SHIFT = 56, NAME_MAX_TEXT = 64 };

static int entry_order(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->children != b->children) {
        return a->children > b->children ? -1 : 1;
    }
    if (a->episodes != b->episodes) {
        return a->episodes > b->episodes ? -1 : 1;
    }
    return slice_compare(a->name, b->name);
}

static void add_half(struct build *build, const struct figure_row *row, const struct entry *entry,
                     const char *member, uint16_t measure, int64_t value)
{
    struct figure_place place = {row->path, '[', entry->name, member};
    struct figure *figure = build_add(build, place, entry->label, member);
    figure->rows = ROWS_CELL;
    figure->measure = measure;
    figure->code = entry->code;
    figure->value = value;
}

static void add_entry(struct build *build, const struct figure_row *row, const struct entry *entry)
{
    struct figure_place place = {row->path, '[', entry->name, "code"};
    struct figure *name = build_add(build, place, entry->label, "");
    name->type = FIGURE_NAME;
    name->text = entry->name;
    add_half(build, row, entry, "episodes", row->measure, entry->episodes);
    add_half(build, row, entry, "children", row->children, entry->children);
}

/* How a code is written, and its label for people (NULL: none but the code itself). */
typedef struct slice write_code(const struct figure_row *row, uint64_t code, char *room,
                                const char **label);

static void make_list(struct build *build, const struct figure_row *row, write_code *write)
{
    uint32_t count = 0;
    const struct cell *cells = aggregate_cells(build->input->aggregate, row->measure, &count);
    struct entry *entries = ARENA_NEW(build->arena, struct entry, count + 1);
    if (entries == NULL) {
        build->full = true;
        return;
    }
    bool grouped = row->list != 0; /* codes of a vocabulary: the upper byte is the group */
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (grouped && cells[i].code >> UPPER_SHIFT != build->upper >> UPPER_SHIFT) {
            continue;
        }
        char room[NAME_MAX_TEXT];
        struct entry *entry = &entries[found];
        uint64_t code = grouped ? cells[i].code ^ build->upper : cells[i].code;
        entry->name = build_text(build, write(row, code, room, &entry->label));
        entry->code = cells[i].code;
        entry->episodes = cells[i].count;
        entry->children = aggregate_count(build->input->aggregate, row->children, entry->code);
        found++;
    }
    if (found == 0) {
        make_empty_list(build, row);
        return;
    }
    qsort(entries, found, sizeof *entries, entry_order);
    for (uint32_t i = 0; i < found; i++) {
        add_entry(build, row, &entries[i]);
    }
}

static struct slice write_gss(const struct figure_row *row, uint64_t code, char *room,
                              const char **label)
{
    (void)row;
    *label = NULL;
    code_write_gss((uint32_t)code, room);
    return slice_of(room);
}

static struct slice write_urn(const struct figure_row *row, uint64_t code, char *room,
                              const char **label)
{
    (void)row;
    *label = NULL;
    code_write_urn(code, room);
    return slice_of(room);
}

static struct slice write_vocab(const struct figure_row *row, uint64_t code, char *room,
                                const char **label)
{
    (void)room;
    *label = vocab_label((enum vocab_list)row->list, (uint8_t)code);
    return slice_of(vocab_name((enum vocab_list)row->list, (uint8_t)code));
}

void make_gss_list(struct build *build, const struct figure_row *row)
{
    make_list(build, row, write_gss);
}

void make_urn_list(struct build *build, const struct figure_row *row)
{
    make_list(build, row, write_urn);
}

void make_code_list(struct build *build, const struct figure_row *row)
{
    make_list(build, row, write_vocab);
}
