/* rules_missing: rules about episodes themselves. */
#include <stdlib.h>

#include "base/civil.h"
#include "rules_find.h"

static bool begun(const struct find *find, const struct life_episode *episode)
{
    return episode->start <= find->tick;
}

void find_missing_now(struct find *find)
{
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        if (episode->is->kind != KIND_MISSING || !begun(find, episode) ||
            episode->end <= find->tick) {
            continue;
        }
        struct firing firing = on_episode(episode, episode->start);
        firing.standing = true;
        firing.grave = find->young || find->elevated ||
                       episode->is->police_risk == POLICE_RISK_HIGH ||
                       find->tick - episode->start >= window_of(find);
        fire(find, firing);
    }
}

void find_over_24_hours(struct find *find)
{
    static const int64_t marks_s[] = {SECONDS_DAY, 3 * SECONDS_DAY, 7 * SECONDS_DAY,
                                      28 * SECONDS_DAY};
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        for (size_t mark = 0; mark < sizeof marks_s / sizeof marks_s[0]; mark++) {
            int64_t at = episode->start + marks_s[mark];
            if (episode->end > at) {
                struct firing firing = on_episode(episode, at);
                firing.standing = episode->end > find->tick;
                fire(find, firing);
            }
        }
    }
}

static void find_counted(struct find *find, uint8_t kind, bool silent_in_30_days)
{
    const struct rule_setting *month = &find->rules->rule[RULE_THREE_IN_30_DAYS];
    struct counted *times = counted_room(find, find->life->episode_count);
    uint32_t count = 0;
    for (uint32_t i = 0; times != NULL && i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        if (episode->is->kind == kind && begun(find, episode)) {
            bool third_in_30_days =
                count >= 2 && times[count - 2].firing.occurred >= episode->start - month->window_s;
            times[count++] =
                (struct counted){.firing = on_episode(episode, episode->start),
                                 .silent = silent_in_30_days && month->on && third_in_30_days};
        }
    }
    fire_counted(find, times, count);
}

void find_three_in_30_days(struct find *find)
{
    find_counted(find, KIND_MISSING, false);
}

void find_three_in_90_days(struct find *find)
{
    find_counted(find, KIND_MISSING, true);
}

void find_away_repeated(struct find *find)
{
    find_counted(find, KIND_AWAY, false);
}

void find_under_13_missing(struct find *find)
{
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        if (episode->is->kind == KIND_MISSING && life_young(episode->is->born, episode->start)) {
            fire(find, on_episode(episode, episode->start));
        }
    }
}

void find_overnight(struct find *find)
{
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        if (episode->is->kind == KIND_MISSING && episode->is->precision != PRECISION_DAY) {
            int64_t night = civil_next_night(episode->start);
            if (night < episode->end || night == episode->start) {
                fire(find, on_episode(episode, night));
            }
        }
    }
}

void find_found_out_of_area(struct find *find)
{
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        if (episode->is->kind == KIND_MISSING && episode->is->found_authority != 0 &&
            episode->is->found_authority != episode->is->authority && episode->end != INT64_MAX) {
            fire(find, on_episode(episode, episode->end));
        }
    }
}

void find_return_not_recorded(struct find *find)
{
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        if (episode->is->kind != KIND_MISSING || episode->is->returned_at != WHEN_NONE) {
            continue;
        }
        int64_t at = episode->start + window_of(find);
        if (episode->is->found_at != WHEN_NONE && (int64_t)episode->is->found_at < at) {
            at = episode->is->found_at;
        }
        struct firing firing = on_episode(episode, at);
        firing.standing = true;
        fire(find, firing);
    }
}

/* That an authority put something on record about the child: an interview, an assessment or a
 * decision. */
struct heard {
    uint32_t from;
    int64_t at;
};

static int compare_heard(const void *a, const void *b)
{
    const struct heard *x = a;
    const struct heard *y = b;
    if (x->from != y->from) {
        return x->from < y->from ? -1 : 1;
    }
    return (x->at > y->at) - (x->at < y->at);
}

struct hearing { /* by authority, then by time */
    struct heard *all;
    uint32_t count;
};

static bool hear(struct find *find, struct hearing *hearing)
{
    const struct life *life = find->life;
    uint32_t room = life->interview_count + life->assessment_count + life->decision_count;
    struct heard *all = ARENA_NEW(find->out->arena, struct heard, room);
    uint32_t count = 0;
    if (all == NULL) {
        find->out->full = true;
        return false;
    }
    for (uint32_t i = 0; i < life->interview_count; i++) {
        const struct life_interview *interview = &life->interviews[i];
        all[count++] = (struct heard){interview->is->responsible, interview->at};
    }
    for (uint32_t i = 0; i < life->assessment_count; i++) {
        const struct life_assessment *assessment = &life->assessments[i];
        all[count++] = (struct heard){assessment->is->responsible, assessment->at};
    }
    for (uint32_t i = 0; i < life->decision_count; i++) {
        const struct life_decision *decision = &life->decisions[i];
        all[count++] = (struct heard){decision->is->responsible, decision->at};
    }
    qsort(all, count, sizeof all[0], compare_heard);
    *hearing = (struct hearing){all, count};
    return true;
}

/* Anything from an authority in [from, to]. */
static bool heard_from(const struct hearing *hearing, uint32_t authority, int64_t from, int64_t to)
{
    const struct heard wanted = {authority, from};
    uint32_t low = 0;
    uint32_t high = hearing->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_heard(&hearing->all[middle], &wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < hearing->count && hearing->all[low].from == authority &&
           hearing->all[low].at <= to;
}

static bool placed_here(const struct episode *is)
{
    return is->kind == KIND_MISSING && is->status == STATUS_LOOKED_AFTER &&
           is->authority != is->responsible;
}

void find_placed_here_not_told(struct find *find)
{
    struct hearing hearing = {0};
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        uint32_t responsible = episode->is->responsible;
        int64_t at = episode->start + window_of(find);
        if (!placed_here(episode->is) || episode->end <= at) {
            continue;
        }
        if (hearing.all == NULL && !hear(find, &hearing)) {
            return;
        }
        if (!heard_from(&hearing, responsible, episode->start, at)) {
            struct firing firing = on_episode(episode, at);
            firing.standing = episode->end > find->tick &&
                              !heard_from(&hearing, responsible, episode->start, find->tick);
            fire(find, firing);
        }
    }
}
