/* issues: why a child went missing, as told in an interview. */
#ifndef COUNTY_ISSUES_H
#define COUNTY_ISSUES_H

#include <stdbool.h>

struct tale;

/* Fill issues, harms and actions of the working record, an interview. By others: the child did not
 * take part, carers and professionals told. Returns whether exploitation was named, by harm. */
void issues_make(struct tale *tale, bool by_others, bool named[]);

#endif
