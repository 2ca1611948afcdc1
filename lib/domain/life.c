/* life: laying out one child's live facts in order of time, and which interview covers what. */
#include "domain/life.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"

enum { ADULT = 18, YOUNG_UNDER = 13 };

static when interview_at(const struct fact *fact, const struct interview *interview)
{
    if (interview->completed_at != WHEN_NONE) {
        return interview->completed_at;
    }
    return interview->offered_at != WHEN_NONE ? interview->offered_at : fact->top.recorded;
}

static int order_of(int64_t a_at, struct slice a_id, int64_t b_at, struct slice b_id)
{
    if (a_at != b_at) {
        return a_at < b_at ? -1 : 1;
    }
    return slice_compare(a_id, b_id);
}

static int compare_episodes(const void *a, const void *b)
{
    const struct life_episode *x = a;
    const struct life_episode *y = b;
    return order_of(x->start, x->id, y->start, y->id);
}

static int compare_interviews(const void *a, const void *b)
{
    const struct life_interview *x = a;
    const struct life_interview *y = b;
    return order_of(x->at, x->id, y->at, y->id);
}

static int compare_assessments(const void *a, const void *b)
{
    const struct life_assessment *x = a;
    const struct life_assessment *y = b;
    return order_of(x->at, x->id, y->at, y->id);
}

static int compare_decisions(const void *a, const void *b)
{
    const struct life_decision *x = a;
    const struct life_decision *y = b;
    return order_of(x->at, x->id, y->at, y->id);
}

static void lay_out(struct life *life, const struct fact *fact)
{
    const void *value = fact_value(life->histories, fact);
    struct slice id = fact_id(life->histories, fact);
    switch ((enum record_kind)fact->kind) {
    case RECORD_EPISODE: {
        const struct episode *is = value;
        when end = episode_end(is->kind, is->found_at, is->returned_at);
        life->episodes[life->episode_count++] =
            (struct life_episode){.fact = fact,
                                  .is = is,
                                  .id = id,
                                  .start = is->missing_since,
                                  .end = end == WHEN_NONE ? INT64_MAX : (int64_t)end};
        return;
    }
    case RECORD_INTERVIEW: {
        const struct interview *is = value;
        life->interviews[life->interview_count++] =
            (struct life_interview){.fact = fact, .is = is, .id = id, .at = interview_at(fact, is)};
        return;
    }
    case RECORD_ASSESSMENT: {
        const struct assessment *is = value;
        life->assessments[life->assessment_count++] =
            (struct life_assessment){.fact = fact, .is = is, .id = id, .at = is->assessed_at};
        return;
    }
    case RECORD_DECISION: {
        const struct decision *is = value;
        life->decisions[life->decision_count++] =
            (struct life_decision){.fact = fact, .is = is, .id = id, .at = is->decided_at};
        return;
    }
    case RECORD_KIND_COUNT:
        return;
    }
}

static bool make_room(struct life *life, struct arena *arena)
{
    uint32_t counts[RECORD_KIND_COUNT] = {0};
    uint32_t slot = 0;
    const struct fact *fact;
    while ((fact = history_next(life->histories, life->history, &slot)) != NULL) {
        counts[fact->kind] += fact_live(fact);
    }
    life->episodes = ARENA_NEW(arena, struct life_episode, counts[RECORD_EPISODE]);
    life->interviews = ARENA_NEW(arena, struct life_interview, counts[RECORD_INTERVIEW]);
    life->assessments = ARENA_NEW(arena, struct life_assessment, counts[RECORD_ASSESSMENT]);
    life->decisions = ARENA_NEW(arena, struct life_decision, counts[RECORD_DECISION]);
    return life->episodes != NULL && life->interviews != NULL && life->assessments != NULL &&
           life->decisions != NULL;
}

static void sort(struct life *life)
{
    qsort(life->episodes, life->episode_count, sizeof life->episodes[0], compare_episodes);
    qsort(life->interviews, life->interview_count, sizeof life->interviews[0], compare_interviews);
    qsort(life->assessments, life->assessment_count, sizeof life->assessments[0],
          compare_assessments);
    qsort(life->decisions, life->decision_count, sizeof life->decisions[0], compare_decisions);
}

static void note_latest(struct life *life)
{
    uint32_t assessed[HARM_COUNT + 1] = {0};
    for (uint32_t i = 0; i < life->assessment_count; i++) {
        assessed[life->assessments[i].is->harm] = i + 1;
        memcpy(life->assessments[i].latest, assessed, sizeof assessed);
    }
    uint32_t decided[HARM_COUNT + 1] = {0};
    for (uint32_t i = 0; i < life->decision_count; i++) {
        decided[life->decisions[i].is->harm] = i + 1;
        memcpy(life->decisions[i].latest, decided, sizeof decided);
    }
}

/* The number of the live episode with that id; episode_count when there is none. */
static uint32_t find_episode(const struct life *life, struct slice id)
{
    const struct fact *fact = history_fact(life->histories, life->history, RECORD_EPISODE, id);
    if (fact == NULL || !fact_live(fact)) {
        return life->episode_count;
    }
    const struct episode *is = fact_value(life->histories, fact);
    struct life_episode wanted = {.start = is->missing_since, .id = id};
    const struct life_episode *found =
        bsearch(&wanted, life->episodes, life->episode_count, sizeof wanted, compare_episodes);
    return (uint32_t)(found - life->episodes);
}

static bool contains(const uint32_t *numbers, uint32_t count, uint32_t number)
{
    for (uint32_t i = 0; i < count; i++) {
        if (numbers[i] == number) {
            return true;
        }
    }
    return false;
}

/* An interview covers an episode it lists when that is live, is the same child's, and (if
 * completed) was not begun after the completion; what is listed and not covered makes it an orphan
 * (measures.md "Facts"). */
static void cover(struct life *life, struct life_interview *interview, uint32_t first)
{
    struct texts texts = interview_episodes(interview->is);
    interview->first_episode = first;
    for (uint8_t i = 0; i < interview->is->episode_count; i++) {
        uint32_t number = find_episode(life, texts_next(&texts));
        bool covers = number != life->episode_count &&
                      (interview->is->completed_at == WHEN_NONE ||
                       (int64_t)interview->is->completed_at >= life->episodes[number].start);
        if (!covers) {
            interview->orphan = true;
        } else if (!contains(life->covered + first, interview->episode_count, number)) {
            life->covered[first + interview->episode_count++] = number;
        }
    }
}

/* The same relation from the episodes' side. */
static void turn_round(struct life *life)
{
    for (uint32_t i = 0; i < life->interview_count; i++) {
        const struct life_interview *interview = &life->interviews[i];
        for (uint32_t j = 0; j < interview->episode_count; j++) {
            life->episodes[life->covered[interview->first_episode + j]].cover_count++;
        }
    }
    uint32_t first = 0;
    for (uint32_t i = 0; i < life->episode_count; i++) {
        life->episodes[i].first_cover = first;
        first += life->episodes[i].cover_count;
        life->episodes[i].cover_count = 0;
    }
    for (uint32_t i = 0; i < life->interview_count; i++) {
        const struct life_interview *interview = &life->interviews[i];
        for (uint32_t j = 0; j < interview->episode_count; j++) {
            struct life_episode *episode =
                &life->episodes[life->covered[interview->first_episode + j]];
            life->covers[episode->first_cover + episode->cover_count++] = i;
        }
    }
}

static bool resolve(struct life *life, struct arena *arena)
{
    uint32_t listed = 0;
    for (uint32_t i = 0; i < life->interview_count; i++) {
        listed += life->interviews[i].is->episode_count;
    }
    life->covered = ARENA_NEW(arena, uint32_t, listed);
    life->covers = ARENA_NEW(arena, uint32_t, listed);
    if (life->covered == NULL || life->covers == NULL) {
        return false;
    }
    uint32_t first = 0;
    for (uint32_t i = 0; i < life->interview_count; i++) {
        cover(life, &life->interviews[i], first);
        first += life->interviews[i].episode_count;
    }
    turn_round(life);
    for (uint32_t i = 0; i < life->decision_count; i++) {
        struct texts texts = decision_texts(life->decisions[i].is);
        (void)texts_next(&texts); /* the panel */
        struct slice id = texts_next(&texts);
        const struct fact *fact =
            id.size == 0 ? NULL
                         : history_fact(life->histories, life->history, RECORD_ASSESSMENT, id);
        life->decisions[i].orphan = id.size != 0 && (fact == NULL || !fact_live(fact));
    }
    return true;
}

bool life_of(const struct histories *histories, const struct history *history, struct arena *arena,
             struct life *out)
{
    struct life life = {.histories = histories,
                        .history = history,
                        .child = histories_text(histories, history->child)};
    if (!make_room(&life, arena)) {
        return false;
    }
    uint32_t slot = 0;
    const struct fact *fact;
    while ((fact = history_next(histories, history, &slot)) != NULL) {
        if (fact_live(fact)) {
            lay_out(&life, fact);
        }
    }
    sort(&life);
    note_latest(&life);
    if (!resolve(&life, arena)) {
        return false;
    }
    for (uint32_t i = 0; i < life.episode_count; i++) {
        if (life.episodes[i].is->born != 0) {
            life.born = life.episodes[i].is->born;
        }
    }
    *out = life;
    return true;
}

/* The array's instants lie `stride` bytes apart, the first at `first`. */
static uint32_t count_before(const char *first, size_t stride, uint32_t count, int64_t instant)
{
    uint32_t low = 0;
    uint32_t high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int64_t at;
        memcpy(&at, first + middle * stride, sizeof at);
        if (at < instant) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t life_episodes_before(const struct life *life, int64_t instant)
{
    const char *first = (const char *)life->episodes + offsetof(struct life_episode, start);
    return count_before(first, sizeof life->episodes[0], life->episode_count, instant);
}

uint32_t life_assessments_before(const struct life *life, int64_t instant)
{
    const char *first = (const char *)life->assessments + offsetof(struct life_assessment, at);
    return count_before(first, sizeof life->assessments[0], life->assessment_count, instant);
}

uint32_t life_decisions_before(const struct life *life, int64_t instant)
{
    const char *first = (const char *)life->decisions + offsetof(struct life_decision, at);
    return count_before(first, sizeof life->decisions[0], life->decision_count, instant);
}

when life_return(const struct life_episode *episode)
{
    const struct episode *is = episode->is;
    return is->returned_at != WHEN_NONE ? is->returned_at : is->found_at;
}

bool life_adult(uint16_t born, int64_t instant)
{
    return born != MONTH_NONE && month_age(born, civil_date(instant)) >= ADULT;
}

bool life_young(uint16_t born, int64_t instant)
{
    return born != MONTH_NONE && month_age(born, civil_date(instant)) < YOUNG_UNDER;
}
