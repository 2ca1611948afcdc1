/* shapes: how often children go missing in a year and for how long, as quantiles.
 *
 * A quantile is a number in [0, 2^32). Integers only: no floating point, no libm.
 */
#ifndef COUNTY_SHAPES_H
#define COUNTY_SHAPES_H

#include <stdbool.h>
#include <stdint.h>

enum { SHAPE_REPEATS_MAX = 50 };

/* Missing episodes in a year of a child who goes missing at all, 1 to SHAPE_REPEATS_MAX. */
int shape_repeats(bool looked_after, uint32_t quantile);
/* The length of an absence, without the long tail. */
int64_t shape_length_s(uint32_t quantile);

#endif
