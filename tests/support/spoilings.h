/* spoilings: what spoiled_line.c does to the members of a line, and then to its bytes. */
#ifndef SUPPORT_SPOILINGS_H
#define SUPPORT_SPOILINGS_H

#include "support/spoiled_line.h"

/* Those of the set that are changes of members, in order of enum spoiling. */
void spoil_members(struct line_maker *maker, struct choices *choices, uint32_t set);
/* Those of the set that are changes of bytes. */
void spoil_bytes(struct choices *choices, uint32_t set, struct text *line);

#endif
