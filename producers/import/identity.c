/* identity: see identity.h. */
#include "identity.h"

#include <assert.h>
#include <stdio.h>

/* The field each kind of fact has its own id in. */
static const char *const id_pointers[RECORD_KIND_COUNT] = {
    [RECORD_EPISODE] = "/episode_id",
    [RECORD_INTERVIEW] = "/interview_id",
    [RECORD_ASSESSMENT] = "/assessment_id",
    [RECORD_DECISION] = "/decision_id",
};

size_t identities_of(struct record *record, struct identity out[IDENTITIES_MAX])
{
    static_assert(COMPANIONS_MAX <= EPISODES_MAX, "the longer list decides the room");
    const char *fact = record_kind_name(record->kind);
    size_t count = 0;
    out[count++] = (struct identity){IDENTITY_CHILD, NULL, "/child", -1, &record->child};
    out[count++] = (struct identity){IDENTITY_EVENT, NULL, "/event_id", -1, &record->event_id};
    out[count++] =
        (struct identity){IDENTITY_FACT, fact, id_pointers[record->kind], -1, &record->id};
    if (record->kind == RECORD_EPISODE) {
        for (int i = 0; i < record->episode.companion_count; i++) {
            struct slice *id = &record->episode.companions[i];
            out[count++] = (struct identity){IDENTITY_CHILD, NULL, "/companions", i, id};
        }
    }
    if (record->kind == RECORD_INTERVIEW) {
        for (int i = 0; i < record->interview.episode_count; i++) {
            struct slice *id = &record->interview.episodes[i];
            out[count++] = (struct identity){IDENTITY_FACT, "episode", "/episodes", i, id};
        }
    }
    if (record->kind == RECORD_DECISION && record->decision.assessment_id.size > 0) {
        struct slice *id = &record->decision.assessment_id;
        out[count++] = (struct identity){IDENTITY_FACT, "assessment", "/assessment_id", -1, id};
    }
    return count;
}

void identity_point(const struct identity *identity, char out[REJECT_POINTER_MAX + 1])
{
    size_t room = REJECT_POINTER_MAX + 1;
    int size = identity->member < 0
                   ? snprintf(out, room, "%s", identity->pointer)
                   : snprintf(out, room, "%s/%d", identity->pointer, identity->member);
    assert(size > 0 && (size_t)size < room);
}
