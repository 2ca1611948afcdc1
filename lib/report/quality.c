/* quality: what was read and how good it is: accounting, flags, sources, completeness. */
#include "domain/measure.h"
#include "report/figures.h"

#define RECORDS(path, label, which)                                                                \
    {                                                                                              \
        path, label, "records", make_records, NULL, which, 0, 0, 0                                 \
    }
#define FACTS(path, label, measure)                                                                \
    {                                                                                              \
        path, label, "facts", make_count, NULL, measure, 0, 0, 0                                   \
    }
#define FLAG(band, label, measure)                                                                 \
    {                                                                                              \
        "quality.flags", label, "facts", make_count, band, measure, 0, 0, 0                        \
    }
#define SHARE(band, label, measure)                                                                \
    {                                                                                              \
        "quality.completeness", label, "percent", make_percent, band, measure, 0, 0, 0             \
    }

static const struct figure_row quality_rows[] = {
    RECORDS("quality.read", "Records read", RECORDS_READ),
    RECORDS("quality.accepted", "Accepted", RECORDS_ACCEPTED),
    RECORDS("quality.duplicate", "Repeats of a record, dropped", RECORDS_DUPLICATE),
    {"quality.rejected", NULL, "records", make_rejected, NULL, RECORDS_REJECTED, 0, 0, 0},
    RECORDS("quality.tombstone", "Empty deletion markers", RECORDS_TOMBSTONE),
    RECORDS("quality.erased", "Erased by decision", RECORDS_ERASED),
    RECORDS("quality.unknown_fields", "Fields this version does not know, ignored",
            RECORDS_UNKNOWN_FIELDS),
    FACTS("quality.late", "Recorded more than 7 days after the event", QUALITY_LATE),
    FACTS("quality.revised", "Corrected later", QUALITY_REVISED),
    FACTS("quality.retracted", "Withdrawn (recorded in error)", QUALITY_RETRACTED),
    FACTS("quality.orphans", "Refers to something not in the records", QUALITY_ORPHANS),
    FLAG("zero_duration", "Episode began and ended at the same moment", QUALITY_ZERO_DURATION),
    FLAG("clock_skew", "Dated after it was recorded", QUALITY_CLOCK_SKEW),
    FLAG("overlap", "Overlaps another episode of the same child", QUALITY_OVERLAP),
    FLAG("infant", "Child under 5", QUALITY_INFANT),
    FLAG("born_after_start", "Born after the episode began", QUALITY_BORN_AFTER_START),
    FLAG("possible_duplicate", "Perhaps the same episode from two sources",
         QUALITY_POSSIBLE_DUPLICATE),
    FLAG("missing_to_away", "Changed from missing to away", QUALITY_MISSING_TO_AWAY),
    FLAG("unknown_tool", "Assessment by a tool not configured here", QUALITY_UNKNOWN_TOOL),
    {"quality.unlinked", "Rows that could not be linked to a child", "records", make_unknown, NULL,
     RECORDS_UNLINKED, 0, 0, 0},
    {"quality.sources", NULL, "", make_sources, NULL, 0, 0, 0, 0},
    SHARE("returned_at", "Return recorded", COMPLETE_RETURNED_AT),
    SHARE("area", "Area missing from recorded", COMPLETE_AREA),
    SHARE("found_area", "Area found in recorded", COMPLETE_FOUND_AREA),
    SHARE("born", "Month of birth recorded", COMPLETE_BORN),
    SHARE("ethnicity", "Ethnicity recorded", COMPLETE_ETHNICITY),
    SHARE("interview", "Due episodes with an interview record", COMPLETE_INTERVIEW),
    SHARE("issue", "Completed interviews with an underlying issue", COMPLETE_ISSUE),
    {"narrative", NULL, "", make_empty_list, NULL, 0, 0, 0, 0},
};

static const struct figure_block quality_block = {"", 0, quality_rows,
                                                  sizeof quality_rows / sizeof quality_rows[0]};

const struct figure_block *figure_quality(void)
{
    return &quality_block;
}

static uint64_t records_of(const struct accounting *accounting, uint16_t which)
{
    switch (which) {
    case RECORDS_READ:
        return accounting->read;
    case RECORDS_ACCEPTED:
        return accounting->accepted;
    case RECORDS_DUPLICATE:
        return accounting->duplicate;
    case RECORDS_TOMBSTONE:
        return accounting->tombstone;
    case RECORDS_ERASED:
        return accounting->erased;
    default:
        return accounting->unknown_fields;
    }
}

void make_records(struct build *build, const struct figure_row *row)
{
    struct figure *figure =
        build_add(build, (struct figure_place){.path = row->path}, row->label, row->unit);
    figure->rows = ROWS_RECORDS;
    figure->measure = row->measure;
    figure->value = (int64_t)records_of(build->input->accounting, row->measure);
}

/* The codes that occurred. */
void make_rejected(struct build *build, const struct figure_row *row)
{
    bool any = false;
    for (int code = REJECT_NONE + 1; code < REJECT_CODE_COUNT; code++) {
        uint64_t count = build->input->accounting->rejected[code];
        if (count == 0) {
            continue;
        }
        const struct reject_row *reject = reject_row((enum reject_code)code);
        struct figure_place place = {row->path, '.', slice_of(reject->name), NULL};
        struct figure *figure = build_add(build, place, reject->meaning, row->unit);
        figure->rows = ROWS_RECORDS;
        figure->measure = RECORDS_REJECTED;
        figure->code = (uint64_t)code;
        figure->value = (int64_t)count;
        any = true;
    }
    if (!any) {
        build_add(build, (struct figure_place){.path = row->path}, NULL, row->unit)->type =
            FIGURE_EMPTY_OBJECT;
    }
}
