/* life: laying out one child's live facts in order of time, and which interview covers what. */
#include "domain/life.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "life_order.h"

enum { ADULT = 18, YOUNG_UNDER = 13 };

static void lay_episodes(struct life *life, const struct life_row *row)
{
    for (uint32_t i = 0; i < row->count; i++) {
        const struct fact *fact = life_row_fact(life, row, i);
        const struct episode *is = fact_value(life->histories, fact);
        when end = episode_end(is->kind, is->found_at, is->returned_at);
        life->episodes[i] = (struct life_episode){.fact = fact,
                                                  .is = is,
                                                  .id = fact_id(life->histories, fact),
                                                  .start = is->missing_since,
                                                  .end = end == WHEN_NONE ? INT64_MAX : end};
        life->born = is->born != MONTH_NONE ? is->born : life->born;
    }
    life->episode_count = row->count;
}

static void lay_interviews(struct life *life, const struct life_row *row)
{
    for (uint32_t i = 0; i < row->count; i++) {
        const struct fact *fact = life_row_fact(life, row, i);
        const struct interview *is = fact_value(life->histories, fact);
        life->interviews[i] = (struct life_interview){.fact = fact,
                                                      .is = is,
                                                      .id = fact_id(life->histories, fact),
                                                      .at = (int64_t)(row->keys[i] >> 32)};
        life->issues |= is->issues;
        life->harms |= is->harms;
        life->listed += is->episode_count;
    }
    life->interview_count = row->count;
}

static void lay_assessments(struct life *life, const struct life_row *row)
{
    uint32_t latest[HARM_COUNT + 1] = {0};
    for (uint32_t i = 0; i < row->count; i++) {
        const struct fact *fact = life_row_fact(life, row, i);
        const struct assessment *is = fact_value(life->histories, fact);
        latest[is->harm] = i + 1;
        life->assessments[i] = (struct life_assessment){
            .fact = fact, .is = is, .id = fact_id(life->histories, fact), .at = is->assessed_at};
        memcpy(life->assessments[i].latest, latest, sizeof latest);
    }
    life->assessment_count = row->count;
}

static void lay_decisions(struct life *life, const struct life_row *row)
{
    uint32_t latest[HARM_COUNT + 1] = {0};
    for (uint32_t i = 0; i < row->count; i++) {
        const struct fact *fact = life_row_fact(life, row, i);
        const struct decision *is = fact_value(life->histories, fact);
        uint32_t last = latest[is->harm];
        uint8_t level = last == 0 ? LEVEL_NONE : life->decisions[last - 1].is->level;
        life->lowered = life->lowered || is->level < level;
        latest[is->harm] = i + 1;
        life->decisions[i] = (struct life_decision){
            .fact = fact, .is = is, .id = fact_id(life->histories, fact), .at = is->decided_at};
        memcpy(life->decisions[i].latest, latest, sizeof latest);
    }
    life->decision_count = row->count;
}

static bool lay_out(struct life *life, struct arena *arena,
                    const struct life_row rows[RECORD_KIND_COUNT])
{
    life->episodes = ARENA_ROOM(arena, struct life_episode, rows[RECORD_EPISODE].count);
    life->interviews = ARENA_ROOM(arena, struct life_interview, rows[RECORD_INTERVIEW].count);
    life->assessments = ARENA_ROOM(arena, struct life_assessment, rows[RECORD_ASSESSMENT].count);
    life->decisions = ARENA_ROOM(arena, struct life_decision, rows[RECORD_DECISION].count);
    if (life->episodes == NULL || life->interviews == NULL || life->assessments == NULL ||
        life->decisions == NULL) {
        return false;
    }
    lay_episodes(life, &rows[RECORD_EPISODE]);
    lay_interviews(life, &rows[RECORD_INTERVIEW]);
    lay_assessments(life, &rows[RECORD_ASSESSMENT]);
    lay_decisions(life, &rows[RECORD_DECISION]);
    return true;
}

/* The ids of one kind's facts: few are looked through where they lie, `stride` bytes apart; many
 * are sorted. */
struct names {
    const char *first;
    size_t stride;
    uint32_t count;
    struct life_name *sorted; /* NULL: few */
    uint32_t near;            /* where the last search ended, for the next is often beside it */
};

static const struct slice *names_at(const struct names *names, uint32_t number)
{
    return (const void *)(names->first + number * names->stride);
}

static bool sort_names(struct names *names, struct arena *scratch)
{
    if (names->count <= LIFE_FEW) {
        return true;
    }
    names->sorted = ARENA_ROOM(scratch, struct life_name, names->count);
    if (names->sorted == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < names->count; i++) {
        names->sorted[i] = (struct life_name){*names_at(names, i), i};
    }
    qsort(names->sorted, names->count, sizeof names->sorted[0], life_compare_names);
    return true;
}

static bool same_bytes(const char *a, const char *b, size_t size)
{
    enum { WORD = 8 };
    if (size < WORD || size > (size_t)2 * WORD) {
        return memcmp(a, b, size) == 0;
    }
    /* Most ids are as long as this: two words, which may overlap, and no call. */
    return memcmp(a, b, WORD) == 0 && memcmp(a + size - WORD, b + size - WORD, WORD) == 0;
}

static bool same_id(struct slice a, struct slice b)
{
    return a.size == b.size && same_bytes(a.at, b.at, a.size);
}

/* The number of the live fact with that id; names->count when there is none. */
static uint32_t find_name(struct names *names, struct slice id)
{
    if (names->sorted != NULL) {
        const struct life_name wanted = {.id = id};
        const struct life_name *found =
            bsearch(&wanted, names->sorted, names->count, sizeof wanted, life_compare_names);
        return found == NULL ? names->count : found->number;
    }
    for (uint32_t i = 0, at = names->near; i < names->count; i++, at++) {
        at = at == names->count ? 0 : at;
        if (same_id(*names_at(names, at), id)) {
            names->near = at;
            return at;
        }
    }
    return names->count;
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
static void cover(struct life *life, struct names *episodes, struct life_interview *interview,
                  uint32_t first)
{
    struct texts texts = interview_episodes(interview->is);
    interview->first_episode = first;
    for (uint8_t i = 0; i < interview->is->episode_count; i++) {
        uint32_t number = find_name(episodes, texts_next(&texts));
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

static bool resolve_interviews(struct life *life, struct arena *arena)
{
    if (life->listed == 0) {
        return true;
    }
    struct names names = {.first = (const char *)&life->episodes[0].id,
                          .stride = sizeof life->episodes[0],
                          .count = life->episode_count};
    life->covered = ARENA_ROOM(arena, uint32_t, life->listed);
    life->covers = ARENA_ROOM(arena, uint32_t, life->listed);
    if (life->covered == NULL || life->covers == NULL || !sort_names(&names, arena)) {
        return false;
    }
    uint32_t first = 0;
    for (uint32_t i = 0; i < life->interview_count; i++) {
        cover(life, &names, &life->interviews[i], first);
        first += life->interviews[i].episode_count;
    }
    turn_round(life);
    return true;
}

static bool resolve_decisions(struct life *life, struct arena *arena)
{
    struct names names = {.first = (const char *)&life->assessments[0].id,
                          .stride = sizeof life->assessments[0],
                          .count = life->assessment_count};
    if (life->decision_count > 0 && !sort_names(&names, arena)) {
        return false;
    }
    for (uint32_t i = 0; i < life->decision_count; i++) {
        struct texts texts = decision_texts(life->decisions[i].is);
        (void)texts_next(&texts); /* the panel */
        struct slice id = texts_next(&texts);
        life->decisions[i].orphan = id.size != 0 && find_name(&names, id) == names.count;
    }
    return true;
}

bool life_of(const struct histories *histories, const struct history *history, struct arena *arena,
             struct life *out)
{
    struct life life = {.histories = histories, .history = history};
    struct life_row rows[RECORD_KIND_COUNT] = {0};
    if (!life_gather(&life, arena, rows) || !lay_out(&life, arena, rows) ||
        !resolve_interviews(&life, arena) || !resolve_decisions(&life, arena)) {
        return false;
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
    return born != MONTH_NONE && month_aged(born, instant, ADULT);
}

bool life_young(uint16_t born, int64_t instant)
{
    return born != MONTH_NONE && !month_aged(born, instant, YOUNG_UNDER);
}
