/* made: a county in memory, read back through the referee, for tests. */
#ifndef TEST_COUNTY_MADE_H
#define TEST_COUNTY_MADE_H

#include <stdint.h>

#include "base/arena.h"
#include "county.h"
#include "domain/record.h"

struct made {
    struct plan plan;
    struct counts counts;
    struct arena lines, entries, texts;
    struct slice bytes;     /* the whole log, in `texts` */
    struct record *records; /* those that were accepted, in the order of the log */
    uint64_t count, lines_read;
    struct record **facts; /* the highest revision of each fact, unless retracted */
    uint64_t fact_count;
};

/* durham, seed 1, two years to 2016-04-01. */
struct county_settings made_settings(void);
/* Plan and make the log; asserts that it can be made. `windows` above 0 replaces the plan's. */
void made_log(struct made *made, const struct county_settings *settings, uint32_t windows);
/* Read the log: records and facts. */
void made_read(struct made *made);
void made_done(struct made *made);

#endif
