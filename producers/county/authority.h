/* authority: the English authorities that responsible children and found places belong to.
 *
 * Public reference data, fixed at build time; an authority is named by its place in the table.
 */
#ifndef COUNTY_AUTHORITY_H
#define COUNTY_AUTHORITY_H

#include <stdint.h>

#include "base/slice.h"

enum { AUTHORITY_NONE = -1 };

struct authority {
    const char *code; /* GSS */
    int region;       /* last digit of the region's code */
    int64_t weight;   /* population 0 to 25 */
};

int authority_count(void);
const struct authority *authority_at(int number);
/* AUTHORITY_NONE when the table has no such code. */
int authority_find(struct slice code);
/* The code as records keep it, domain/code.h. */
uint32_t authority_packed(int number);
/* Another authority of the same region. */
int authority_neighbour(int number, uint64_t pick);

#endif
