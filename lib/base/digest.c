/* digest: hashes, from libsodium; see base/digest.h. */
#include "base/digest.h"

#include <assert.h>
#include <sodium/crypto_shorthash_siphash24.h>
#include <string.h>

_Static_assert(DIGEST_BYTES == crypto_hash_sha256_BYTES, "a digest is one SHA-256");
_Static_assert(DIGEST_SHORT_KEY == crypto_shorthash_siphash24_KEYBYTES, "SipHash's key");
_Static_assert(sizeof(uint64_t) == crypto_shorthash_siphash24_BYTES, "SipHash's result");

/* libsodium's hashes cannot fail; they return an int for the sake of their family. */

void digest_start(struct digest *digest)
{
    (void)crypto_hash_sha256_init(&digest->state);
}

void digest_add(struct digest *digest, struct slice bytes)
{
    (void)crypto_hash_sha256_update(&digest->state, (const unsigned char *)bytes.at, bytes.size);
}

void digest_end_hex(struct digest *digest, char out[DIGEST_HEX + 1])
{
    unsigned char hash[DIGEST_BYTES];
    (void)crypto_hash_sha256_final(&digest->state, hash);
    for (int i = 0; i < DIGEST_BYTES; i++) {
        out[2 * i] = "0123456789abcdef"[hash[i] >> 4];
        out[2 * i + 1] = "0123456789abcdef"[hash[i] & 15];
    }
    out[DIGEST_HEX] = '\0';
}

void digest_hex(struct slice bytes, char out[DIGEST_HEX + 1])
{
    struct digest digest;
    digest_start(&digest);
    digest_add(&digest, bytes);
    digest_end_hex(&digest, out);
}

uint64_t digest_short(const unsigned char key[DIGEST_SHORT_KEY], struct slice bytes)
{
    unsigned char hash[sizeof(uint64_t)];
    (void)crypto_shorthash_siphash24(hash, (const unsigned char *)bytes.at, bytes.size, key);
    uint64_t number = 0;
    for (size_t i = sizeof hash; i > 0; i--) {
        number = number << 8 | hash[i - 1]; /* little-endian on every machine */
    }
    return number;
}

struct digest_place digest_place_keys(const unsigned char seed[DIGEST_SHORT_KEY])
{
    struct digest_place place;
    for (uint64_t i = 0; i < DIGEST_PLACE_KEYS; i++) {
        place.keys[i] = digest_short(seed, (struct slice){(const char *)&i, sizeof i});
    }
    return place;
}

uint32_t digest_place(const struct digest_place *place, uint32_t number, struct slice bytes)
{
    assert(number < 1U << 24);
    assert(bytes.size <= DIGEST_PLACE_MAX);
    /* The size is hashed too, so the last word may be filled up with zeros. */
    const uint64_t *key = place->keys;
    uint64_t sum = key[0] + key[1] * (number << 8 | (uint32_t)bytes.size);
    size_t at = 0;
    uint32_t word;
    for (key += 2; bytes.size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, bytes.at + at, sizeof word);
        sum += *key++ * word;
    }
    for (word = 0; at < bytes.size; at++) {
        word = word << 8 | (unsigned char)bytes.at[at];
    }
    return (uint32_t)((sum + *key * word) >> 32);
}
