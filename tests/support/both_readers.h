/* both_readers: one line through both readers, and what the law says of their answers.
 *
 * The law: what the fast reader takes, the referee takes with the same value.
 */
#ifndef SUPPORT_BOTH_READERS_H
#define SUPPORT_BOTH_READERS_H

#include <stdbool.h>

#include "base/reject.h"
#include "base/slice.h"
#include "codec/decode.h"

struct both {
    bool taken;           /* by the fast reader */
    enum decoded decoded; /* the referee's answer */
    struct reject reject; /* when rejected */
    const char *broken;   /* how the law is broken, or NULL */
};

struct both both_read(struct slice line);

#endif
