/* identity: where in a record an id of its source stands. Pure.
 *
 * What is listed must be exchanged for a pseudonym before the record leaves the machine. Not
 * listed: ids that are Homeward's or the authority's own words and name no child or fact of a
 * source: source, tool and version, items, panel, and the signals a decision considered.
 */
#ifndef IMPORT_IDENTITY_H
#define IMPORT_IDENTITY_H

#include <stddef.h>

#include "domain/record.h"

enum identity_kind {
    IDENTITY_CHILD, /* becomes a child key */
    IDENTITY_FACT,  /* becomes the id of a fact of `fact` */
    IDENTITY_EVENT  /* becomes an event id */
};

struct identity {
    enum identity_kind kind;
    const char *fact;    /* IDENTITY_FACT: "episode", "interview", … */
    const char *pointer; /* JSON Pointer of the field, of the list for a member */
    int member;          /* its place in the list, -1 outside one */
    struct slice *id;
};

enum { IDENTITIES_MAX = 3 + EPISODES_MAX };

/* All that are given; returns their number. The child comes first. */
size_t identities_of(struct record *record, struct identity out[IDENTITIES_MAX]);

/* Write the JSON Pointer of one. */
void identity_point(const struct identity *identity, char out[REJECT_POINTER_MAX + 1]);

#endif
