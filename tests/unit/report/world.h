/* world: everything a summary needs, small enough to say by hand in a test. */
#ifndef TEST_REPORT_WORLD_H
#define TEST_REPORT_WORLD_H

#include "domain/measure.h"
#include "fold.h"
#include "report/summary.h"

struct world {
    struct arena arena;
    struct config config;
    struct rules rules;
    struct tools tools;
    struct tool tool;
    struct question question;
    struct tally tally;
    struct aggregate aggregate;
    struct accounting accounting;
    struct histories histories;
    struct summary_input input;
    struct summary summary;
    struct err err;
};

/* E06000047, the fortnight from 29 February 2016, long past. Nothing counted, nothing read.
 * One world at a time: a new one is made where the last one was. */
struct world *world_new(void);
/* `count` of (measure, code). */
void world_count(struct world *world, enum measure measure, uint64_t code, int32_t count);
/* Make the summary; false with world->err. */
bool world_summarise(struct world *world);
/* The same of the story in tests/data/story, folded and asked for real. */
struct world *world_story(void);

const struct figure *world_figure(const struct world *world, const char *path);
/* A count, or -1 when there is none (no such figure, or it has no value). */
int64_t world_value(const struct world *world, const char *path);
/* The bytes of a rendering. */
struct slice world_render(struct world *world,
                          void (*rendering)(const struct summary *, struct text *));
bool holds(struct slice bytes, const char *part);

#endif
