/* run_names: a record's ids become pseudonyms (see run.h). */
#include <string.h>

#include "identity.h"
#include "run.h"

static bool is_hidden(const struct import *import, const struct identity *identity)
{
    return identity->kind == IDENTITY_CHILD && key_carried(&import->key, *identity->id);
}

static struct pseudonym pseudonym_of(struct import *import, const struct identity *identity,
                                     struct slice source)
{
    struct pseudonym made;
    switch (identity->kind) {
    case IDENTITY_CHILD:
        made = key_child(&import->key, *identity->id);
        lookup_note(&import->lookup, made.text, "child", (struct slice){0}, *identity->id);
        break;
    case IDENTITY_FACT:
        made = key_fact(&import->key, identity->fact, source, *identity->id);
        lookup_note(&import->lookup, made.text, identity->fact, source, *identity->id);
        break;
    default:
        made = key_fact(&import->key, "event", source, *identity->id);
        break;
    }
    return made;
}

/* Another authority's pseudonym, or a synthetic child, must not slip in as if it were an id. */
static bool has_foreign(const struct import *import, const struct identity *identities,
                        size_t count, struct reject *reject)
{
    for (size_t i = 0; i < count; i++) {
        if (identities[i].kind == IDENTITY_CHILD && key_foreign(&import->key, *identities[i].id)) {
            *reject = (struct reject){.code = REJECT_ROUTE, .byte = -1};
            identity_point(&identities[i], reject->pointer);
            return true;
        }
    }
    return false;
}

enum names_result names_hide(struct import *import, struct slice source, struct arena *arena,
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
        struct pseudonym made = pseudonym_of(import, &identities[i], source);
        *identities[i].id = arena_copy(arena, slice_of(made.text));
        if (identities[i].id->at == NULL) {
            return NAMES_FULL;
        }
        *changed = true;
    }
    return NAMES_DONE;
}
