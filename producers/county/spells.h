/* spells: when a child is missing or away: repeats, gaps, season, weekday, hour and length. */
#ifndef COUNTY_SPELLS_H
#define COUNTY_SPELLS_H

struct tale;

/* Fill tale->spells: in order of start, none overlapping, all begun under 18 and not after the
 * plan's years. */
void spells_make(struct tale *tale);

#endif
