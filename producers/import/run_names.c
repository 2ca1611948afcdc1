/* run_names: a record's ids become pseudonyms (see run.h). */
#include <string.h>

#include "identity.h"
#include "run.h"

static bool is_hidden(const struct import *import, const struct identity *identity)
{
    return identity->kind == IDENTITY_CHILD && key_carried(&import->key, *identity->id);
}

static struct pseudonym pseudonym_of(struct import *import, const struct record *record,
                                     const struct identity *identity, struct slice apart)
{
    static const struct slice unknown = {0};
    struct pseudonym made;
    switch (identity->kind) {
    case IDENTITY_CHILD:
        made = key_child(&import->key, *identity->id);
        lookup_note(&import->lookup, made.text, "child", unknown, *identity->id);
        break;
    case IDENTITY_FACT:
        /* What an interview refers to may be of another source than the interview. */
        made = key_fact(&import->key, identity->fact, apart, *identity->id);
        lookup_note(&import->lookup, made.text, identity->fact,
                    identity->id == &record->id ? record->source : unknown, *identity->id);
        break;
    default:
        made = key_fact(&import->key, "event", apart, *identity->id);
        break;
    }
    return made;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* An id that begins as our pseudonyms do and is none: one that was cut, or whose case some program
 * changed. Keyed again, it would make a second child of the first. */
static bool is_damaged(const struct import *import, struct slice id)
{
    size_t size = strlen(import->key.id);
    if (id.size <= size || id.at[size] != '.' || key_carried(&import->key, id)) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (lower(id.at[i]) != import->key.id[i]) {
            return false;
        }
    }
    return true;
}

/* Another authority's pseudonym, a synthetic child or what is left of a pseudonym of ours must not
 * slip in as if it were an id. */
static bool has_foreign(const struct import *import, const struct identity *identities,
                        size_t count, struct reject *reject)
{
    for (size_t i = 0; i < count; i++) {
        if (identities[i].kind == IDENTITY_CHILD && (key_foreign(&import->key, *identities[i].id) ||
                                                     is_damaged(import, *identities[i].id))) {
            *reject = (struct reject){.code = REJECT_ROUTE, .byte = -1};
            identity_point(&identities[i], reject->pointer);
            return true;
        }
    }
    return false;
}

enum names_result names_hide(struct import *import, struct slice apart, struct arena *arena,
                             struct record *record, bool *changed, struct reject *reject)
{
    struct identity identities[IDENTITIES_MAX];
    size_t count = identities_of(record, identities);
    if (has_foreign(import, identities, count, reject)) {
        return NAMES_REJECTED;
    }
    /* The facts of a child whose key is made were given their ids with it. */
    bool child_done = is_hidden(import, &identities[0]);
    *changed = false;
    for (size_t i = 0; i < count; i++) {
        bool is_child = identities[i].kind == IDENTITY_CHILD;
        if (is_child ? is_hidden(import, &identities[i]) : child_done) {
            continue;
        }
        struct pseudonym made = pseudonym_of(import, record, &identities[i], apart);
        *identities[i].id = arena_copy(arena, slice_of(made.text));
        if (identities[i].id->at == NULL) {
            return NAMES_FULL;
        }
        *changed = true;
    }
    return NAMES_DONE;
}
