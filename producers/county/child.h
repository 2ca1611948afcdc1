/* child: who an invented child is; all of it follows from the plan and the child's number.
 *
 * Invariant: born and the day of turning 18 agree (civil.h, month_age()). Built by child_make().
 */
#ifndef COUNTY_CHILD_H
#define COUNTY_CHILD_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/record.h"
#include "domain/vocab.h"
#include "plan.h"

enum { CHILD_KEY_TEXT = 24 }; /* "sim." and 20 letters of base32 */

struct child {
    uint64_t number;
    struct seat seat;
    char key[CHILD_KEY_TEXT + 1];
    int lives, responsible; /* authority.h */
    uint8_t status, sex, ethnicity, disability, place;
    struct code_list markers;
    uint16_t born;          /* civil.h month */
    int32_t adult;          /* the date of the 18th birthday */
    uint64_t establishment; /* packed URN; 0 without one */
    uint32_t ward;          /* packed */
    /* What shapes the child's story, known to nobody in it. */
    bool exploited[HARM_COUNT + 1]; /* by HARM_CSE, HARM_CCE */
    bool troubled;                  /* poor mental health */
    bool young;                     /* under ten */
};

void child_make(const struct plan *plan, uint64_t number, struct rng *rng, struct child *out);
/* The key of any child of the county. */
void child_key(const struct plan *plan, uint64_t number, char out[CHILD_KEY_TEXT + 1]);
/* A ward of an authority; few of them are picked often. Packed. */
uint32_t child_ward(int authority, struct rng *rng);
/* Bits as lower-case base32, five a letter; writes `letters` of them, not terminated. */
void child_letters(uint64_t bits, int letters, char *out);

#endif
