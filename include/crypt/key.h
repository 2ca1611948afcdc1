/* key: key files and the pseudonyms made with them.
 *
 * A key file is JSON: {"schema":"homeward.key/1","key_id":…,"key":64 hex digits}; it must not be
 * readable by anybody else. A child key is the key id, `.`, then base32 (RFC 4648, upper case, no
 * padding) of the first 15 bytes of HMAC-SHA-256(key, kind 0x1F source 0x1F id): 24 letters. Fact
 * ids are made the same way without the key id in front, so that no source's own id travels
 * (contract §1). What goes in:
 *
 *   what              kind         source      id
 *   child key         `child`      empty       the authority's own person id
 *   fact of ssda903   `episode`    --source    CHILD|MISSING|MIS_START (2017-05-01), then |2, |3 …
 *                                              for further rows with all three in common
 *   event of ssda903  `event`      --source    that of the fact, then |r and the revision
 *   fact of ndjson    its kind     empty       its own; so a reference from a record of another
 *                                              source finds it: a fact is kind, child and id
 *   event of ndjson   `event`      empty       the record's event_id
 *
 * Invariant: key_id is `[a-z0-9]{1,16}` and never `sim`. Built by key_make() and key_read() alone.
 */
#ifndef CRYPT_KEY_H
#define CRYPT_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

enum { KEY_BYTES = 32, KEY_ID_MAX = 16, KEY_FILE_MAX = 1024 };
enum { PSEUDONYM_BYTES = 15, PSEUDONYM_DIGEST = 24, PSEUDONYM_LEAST = 16 };
enum { PSEUDONYM_MAX = KEY_ID_MAX + 1 + PSEUDONYM_DIGEST };

struct key {
    char id[KEY_ID_MAX + 1];
    unsigned char bytes[KEY_BYTES];
};

/* A new key from the system's random source. */
bool key_make(const char *id, struct key *out, struct err *err);
bool key_read(struct slice file, struct key *out, struct err *err);
/* The file's content; the caller wipes it. Returns its size. */
size_t key_write(const struct key *key, char out[KEY_FILE_MAX]);
void key_wipe(struct key *key);

struct pseudonym {
    char text[PSEUDONYM_MAX + 1];
};
/* A child key: made over the authority's own person id alone (contract §1; the kind is "child", the
 * source empty), so every source that knows the child by it gives the same key. */
struct pseudonym key_child(const struct key *key, struct slice person_id);
/* The id of a fact or an event: see the table above. */
struct pseudonym key_fact(const struct key *key, const char *kind, struct slice source,
                          struct slice source_id);
/* Whether a child key already carries this key's id: the id, `.`, then 16 to 52 base32 letters. An
 * id that only begins like one (`k1.smith`, a key in lower case) is none: the importer rejects it.
 */
bool key_carried(const struct key *key, struct slice child);
/* Whether it carries another: key `sim`, or any other key id with a whole pseudonym behind it. */
bool key_foreign(const struct key *key, struct slice child);

/* What pseudonyms are made of, open to tests against the published vectors. */
enum { KEY_MAC_BYTES = 32 };
/* HMAC-SHA-256 of the parts, one behind the other. */
void key_mac(const unsigned char key[KEY_BYTES], const struct slice *parts, size_t count,
             unsigned char out[KEY_MAC_BYTES]);
/* Base32 without padding and a NUL behind it; returns the letters written. */
size_t key_base32(const unsigned char *bytes, size_t size, char *out);

#endif
