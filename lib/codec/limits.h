/* limits: what holds for every value of a parsed record, known field or not.
 *
 * No array over 1,000 items, string over 4,096 bytes or object over 64 keys (SIZE); then no real
 * number and no `-0` (TYPE). Measures.md, "Checks on a record".
 */
#ifndef CODEC_LIMITS_H
#define CODEC_LIMITS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/reject.h"

enum { LIMITS_ARRAY = 1000, LIMITS_STRING = 4096, LIMITS_OBJECT = 64 };

/* `root` is an object or array of at most SCAN_DEPTH_MAX levels whose objects keep the order of the
 * document; `negative_zero` is the scan's. False with code and pointer on the first breach. */
bool limits_check(json_t *root, uint32_t negative_zero, struct reject *reject);

#endif
