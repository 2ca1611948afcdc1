/* run: makes the log and writes it. */
#ifndef COUNTY_RUN_H
#define COUNTY_RUN_H

#include "plan.h"

/* Returns the exit code. */
int run_county(const struct county_settings *settings);

#endif
