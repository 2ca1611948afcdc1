/* rng: a seeded stream of numbers, the same on every machine (xoshiro256**, seeded by splitmix64).
 *
 * For synthetic counties and tests; never for keys. Built by rng_seeded() alone.
 */
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct rng {
    uint64_t state[4];
};

struct rng rng_seeded(uint64_t seed);
/* A stream of its own for item `number` of stream `seed`: items can be made in any order. */
struct rng rng_fork(uint64_t seed, uint64_t number);
uint64_t rng_next(struct rng *rng);
/* Uniform in [0, bound), without bias; bound > 0. */
uint64_t rng_below(struct rng *rng, uint64_t bound);
/* Uniform in [low, high]. */
int64_t rng_between(struct rng *rng, int64_t low, int64_t high);
/* True `per_mille` times in a thousand. */
bool rng_chance(struct rng *rng, int per_mille);

#endif
