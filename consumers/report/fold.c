#include "fold.h"

#include <stddef.h>
#include <stdlib.h>

#include "codec/fast.h"

bool fold_init(struct fold *fold, struct histories *histories, enum decoder decoder,
               struct arena *memory)
{
    *fold = (struct fold){.histories = histories, .decoder = decoder, .latest = WHEN_NONE};
    fold->record = ARENA_NEW(memory, struct record, 1);
    char *scratch = arena_alloc(memory, 1, _Alignof(max_align_t), DECODE_ARENA);
    if (fold->record == NULL || scratch == NULL) {
        return false;
    }
    fold->scratch = arena_over(scratch, DECODE_ARENA);
    return true;
}

static void tell(const struct fold_listener *listener, uint64_t line, enum fold_outcome outcome,
                 const struct record *record, const struct reject *reject)
{
    if (listener != NULL) {
        listener->line(listener->context, line, outcome, record, reject);
    }
}

static void count_reject(struct fold *fold, uint64_t line, const struct reject *reject,
                         const struct record *record, const struct fold_listener *listener)
{
    fold->accounting.read++;
    fold->accounting.rejected[reject->code]++;
    tell(listener, line, FOLD_REJECTED, record, reject);
}

/* The latest of all that passed the checks, duplicates and conflicts included, is the default
 * as_of (measures.md "Clocks and signals"). */
static void note_passed(struct fold *fold)
{
    const struct record *record = fold->record;
    if (fold->latest == WHEN_NONE || record->recorded_at > fold->latest) {
        fold->latest = record->recorded_at;
    }
}

static bool apply(struct fold *fold, uint64_t line, const struct fold_listener *listener)
{
    static const struct reject conflict = {REJECT_REVISION_CONFLICT, -1, "/revision"};
    switch (histories_apply(fold->histories, fold->record)) {
    case APPLIED:
        fold->accounting.read++;
        fold->accounting.accepted++;
        fold->accounting.unknown_fields += fold->record->unknown_fields;
        tell(listener, line, FOLD_ACCEPTED, fold->record, NULL);
        break;
    case APPLIED_DUPLICATE:
        fold->accounting.read++;
        fold->accounting.duplicate++;
        tell(listener, line, FOLD_DUPLICATE, fold->record, NULL);
        break;
    case APPLIED_CONFLICT:
        count_reject(fold, line, &conflict, fold->record, listener);
        break;
    case APPLIED_FULL:
        return false;
    }
    note_passed(fold);
    return true;
}

static enum decoded decode(struct fold *fold, struct slice line, struct reject *reject)
{
    if (fold->decoder == DECODER_FAST && fast_read(line, fold->record)) {
        fold->fast++;
        return DECODE_OK;
    }
    struct arena scratch = fold->scratch;
    return decode_record(line, &scratch, fold->record, reject);
}

enum fold_result fold_lines(struct fold *fold, struct lines *lines, uint64_t most,
                            const struct fold_listener *listener)
{
    struct slice line;
    struct reject reject;
    for (uint64_t i = 0; i < most; i++) {
        if (!lines_next(lines, &line)) {
            return FOLD_DONE;
        }
        switch (decode(fold, line, &reject)) {
        case DECODE_REJECTED:
            count_reject(fold, lines->number, &reject, NULL, listener);
            break;
        case DECODE_NEWER:
            return FOLD_NEWER;
        case DECODE_FULL:
            return FOLD_FULL;
        case DECODE_OK:
            if (!apply(fold, lines->number, listener)) {
                return FOLD_FULL;
            }
            break;
        }
    }
    return FOLD_GOES_ON;
}

static int source_order(const void *left, const void *right)
{
    const struct source_count *a = left;
    const struct source_count *b = right;
    return slice_compare(a->name, b->name);
}

const struct source_count *fold_sources(const struct histories *histories, struct arena *arena)
{
    uint32_t count = histories->source_count;
    struct source_count *sources = ARENA_NEW(arena, struct source_count, (size_t)count + 1);
    if (sources == NULL) {
        return NULL;
    }
    uint32_t slot = 0;
    const struct source *source;
    for (uint32_t i = 0; (source = histories_source_next(histories, &slot)) != NULL; i++) {
        sources[i] = (struct source_count){histories_text(histories, source->name), source->kinds,
                                           source->records, source->last_recorded_at};
    }
    qsort(sources, count, sizeof *sources, source_order);
    return sources;
}
