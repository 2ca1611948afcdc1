/* assess: an assessment's answers that come to a wanted level by the tool's own definition. */
#ifndef COUNTY_ASSESS_H
#define COUNTY_ASSESS_H

#include <stdint.h>

struct tale;

/* Fill tool, version, items and models of the working record, an assessment of `harm`. */
void assess_make(struct tale *tale, uint8_t harm, uint8_t level);

#endif
