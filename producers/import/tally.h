/* tally: what an import did, as a value, and its rendering for people and for programs. Pure.
 *
 * It knows rows and columns, rules and codes; no cell's content can get into it.
 * Invariant: read = imported + duplicate + rejected + unlinked.
 */
#ifndef IMPORT_TALLY_H
#define IMPORT_TALLY_H

#include "base/reject.h"
#include "base/text.h"
#include "ssda903.h"

struct tally_reject { /* a row of the return that could not be used */
    uint64_t line;
    struct ssda903_reject why;
};

struct tally_repeat { /* a row of the return that says what one before it said */
    uint64_t line, of_line;
};

struct tally {
    uint64_t read, imported, rejected;
    uint64_t duplicate; /* rows of the return; records of a file are told apart by who reads them */
    /* Rows of a source whose ids are not the authority's and that no link file knows: 0 while there
     * are no link files. The return's CHILD is the authority's own. */
    uint64_t unlinked;
    uint64_t codes[REJECT_CODE_COUNT]; /* of the rejected */
    bool dry_run;

    /* the return */
    const char *file; /* "missing.csv" */
    int collection_year;
    const struct ssda903_hits *hits;
    const struct tally_reject *rejects;
    const struct tally_repeat *repeats;
    bool knows_last_year; /* rule 576 was checked */

    /* records */
    uint64_t carried;        /* of the imported: their child key was one already */
    uint64_t unknown_fields; /* left out of the records written */
};

void tally_text(const struct tally *tally, struct text *out);
void tally_json(const struct tally *tally, struct text *out);

/* Count one more as rejected. */
void tally_reject(struct tally *tally, enum reject_code code);

#endif
