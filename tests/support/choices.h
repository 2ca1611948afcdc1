/* choices: decisions read from given bytes, and from a seeded stream once those are used up.
 *
 * So a fuzzer's bytes steer what is built from them, and few bytes are enough to build much. The
 * same bytes and seed give the same decisions.
 */
#ifndef SUPPORT_CHOICES_H
#define SUPPORT_CHOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/rng.h"
#include "base/slice.h"
#include "base/text.h"

struct choices {
    const uint8_t *at;
    size_t left;
    struct rng rng;
};

struct choices choices_of(const uint8_t *bytes, size_t size, uint64_t seed);
/* Below `bound`, which is at least 1. Every value can come; they need not be equally likely. */
uint32_t choose(struct choices *choices, uint32_t bound);
bool choose_one_in(struct choices *choices, uint32_t bound);
/* One of `count` strings, written to `out` as it is. */
void choose_text(struct choices *choices, const char *const *texts, size_t count, struct text *out);

#define CHOOSE_TEXT(choices, texts, out)                                                           \
    choose_text((choices), (texts), sizeof(texts) / sizeof((texts)[0]), (out))

#endif
