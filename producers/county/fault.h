/* fault: records that readers must reject, planted among the good ones on request.
 *
 * A planted line is extra: taking it out gives the log without faults. Each kind is a row that
 * names the code it must be rejected with.
 */
#ifndef COUNTY_FAULT_H
#define COUNTY_FAULT_H

#include <stdint.h>

#include "base/reject.h"
#include "base/slice.h"
#include "base/text.h"

struct plan;

int fault_count(void);
enum reject_code fault_code(int fault);
/* Write a spoiled copy of `line` (no newline). False when that fault does not fit the record;
 * nothing is written then. */
bool fault_make(int fault, struct slice line, struct text *out);

/* `text` ends with a good line and its newline: add, as often as the plan asks, a spoiled copy and
 * its newline. Returns 0 or 1. */
int fault_plant(const struct plan *plan, uint64_t number, struct text *text);

#endif
