/* digest: hashes, from libsodium.
 *
 * SHA-256 proves what was read and written; the short keyed hash (SipHash-2-4) places children in
 * tables and tells copies of a revision from conflicts. Neither needs sodium_init().
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <sodium/crypto_hash_sha256.h>
#include <stdint.h>

#include "base/slice.h"

enum { DIGEST_BYTES = 32, DIGEST_HEX = 64, DIGEST_SHORT_KEY = 16 };

struct digest {
    crypto_hash_sha256_state state;
};

void digest_start(struct digest *digest);
void digest_add(struct digest *digest, struct slice bytes);
/* Lower-case hexadecimal with a NUL behind it. */
void digest_end_hex(struct digest *digest, char out[DIGEST_HEX + 1]);
void digest_hex(struct slice bytes, char out[DIGEST_HEX + 1]);

uint64_t digest_short(const unsigned char key[DIGEST_SHORT_KEY], struct slice bytes);

/* A quicker keyed hash, for placing short texts in tables: two different texts, or numbers, that
 * were chosen without knowing the keys share a hash once in 2^32 (multilinear hashing: Lemire and
 * Kaser, "Strongly universal string hashing is fast", 2014). It is no digest: whoever sees hashes
 * can work out keys. Its values are for one process alone. */
enum { DIGEST_PLACE_MAX = 255, DIGEST_PLACE_KEYS = 2 + (DIGEST_PLACE_MAX + 3) / 4 };
struct digest_place {
    uint64_t keys[DIGEST_PLACE_KEYS];
};

struct digest_place digest_place_keys(const unsigned char seed[DIGEST_SHORT_KEY]);
/* Of a number below 2^24 and at most DIGEST_PLACE_MAX bytes. */
uint32_t digest_place(const struct digest_place *place, uint32_t number, struct slice bytes);

#endif
