/* episodes: the episode records of a child: first open, revised as more is known. */
#ifndef COUNTY_EPISODES_H
#define COUNTY_EPISODES_H

#include <stdint.h>

struct tale;

/* Returns how many facts are in the log. */
uint64_t episodes_tell(struct tale *tale);

#endif
