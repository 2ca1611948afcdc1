/* risk: assessments of exploitation, and what the panel decides about a child. */
#ifndef COUNTY_RISK_H
#define COUNTY_RISK_H

struct tale;

void risk_tell(struct tale *tale);

#endif
