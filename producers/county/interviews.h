/* interviews: what became of the return home interview after each missing episode. */
#ifndef COUNTY_INTERVIEWS_H
#define COUNTY_INTERVIEWS_H

struct tale;

/* Also notes in tale->named_s when exploitation was first named. */
void interviews_tell(struct tale *tale);

#endif
