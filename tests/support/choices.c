/* choices: see choices.h. */
#include "support/choices.h"

#include <assert.h>

struct choices choices_of(const uint8_t *bytes, size_t size, uint64_t seed)
{
    return (struct choices){.at = bytes, .left = size, .rng = rng_seeded(seed)};
}

static uint32_t given_byte(struct choices *choices)
{
    choices->left--;
    return *choices->at++;
}

uint32_t choose(struct choices *choices, uint32_t bound)
{
    assert(bound > 0);
    if (bound == 1) {
        return 0;
    }
    if (choices->left == 0) {
        return (uint32_t)((rng_next(&choices->rng) >> 32) % bound);
    }
    uint32_t number = 0;
    for (uint32_t room = bound - 1; room > 0 && choices->left > 0; room >>= 8) {
        number = number << 8 | given_byte(choices);
    }
    return number % bound;
}

bool choose_one_in(struct choices *choices, uint32_t bound)
{
    return choose(choices, bound) == 0;
}

void choose_text(struct choices *choices, const char *const *texts, size_t count, struct text *out)
{
    text_puts(out, texts[choose(choices, (uint32_t)count)]);
}
