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

#endif
