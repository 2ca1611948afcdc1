/* rng: a seeded stream of numbers; see base/rng.h.
 *
 * xoshiro256** 1.0 and splitmix64 by D. Blackman and S. Vigna (public domain,
 * prng.di.unimi.it), written anew from their definition.
 */
#include "base/rng.h"

#include <assert.h>

static uint64_t splitmix(uint64_t *state)
{
    *state += 0x9e3779b97f4a7c15U;
    uint64_t mixed = *state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

struct rng rng_seeded(uint64_t seed)
{
    struct rng rng;
    for (int i = 0; i < 4; i++) {
        rng.state[i] = splitmix(&seed);
    }
    return rng;
}

struct rng rng_fork(uint64_t seed, uint64_t number)
{
    /* Mixed twice, so that (a, b) and (b, a) or neighbouring numbers share nothing. */
    uint64_t mixed = splitmix(&seed) ^ number;
    return rng_seeded(splitmix(&mixed));
}

static uint64_t rotated(uint64_t bits, int by)
{
    return bits << by | bits >> (64 - by);
}

uint64_t rng_next(struct rng *rng)
{
    uint64_t *state = rng->state;
    uint64_t result = rotated(state[1] * 5, 7) * 9;
    uint64_t shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotated(state[3], 45);
    return result;
}

uint64_t rng_below(struct rng *rng, uint64_t bound)
{
    assert(bound > 0);
    /* 2^64 mod bound results are left out, so that each remainder comes equally often. */
    uint64_t left_out = (0 - bound) % bound;
    uint64_t drawn = rng_next(rng);
    while (drawn < left_out) {
        drawn = rng_next(rng);
    }
    return drawn % bound;
}

int64_t rng_between(struct rng *rng, int64_t low, int64_t high)
{
    assert(low <= high);
    uint64_t span = (uint64_t)high - (uint64_t)low + 1; /* 0: every number there is */
    uint64_t above = span == 0 ? rng_next(rng) : rng_below(rng, span);
    return (int64_t)((uint64_t)low + above);
}

bool rng_chance(struct rng *rng, int per_mille)
{
    assert(per_mille >= 0);
    assert(per_mille <= 1000);
    return rng_below(rng, 1000) < (uint64_t)per_mille;
}
