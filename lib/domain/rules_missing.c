/* rules_missing: rules about episodes themselves. */
#include "base/civil.h"
#include "rules_find.h"

enum { GRAVE_AFTER_S = SECONDS_DAY, YOUNG_UNDER = 13 };

static bool begun(const struct find *find, const struct life_episode *episode)
{
    return episode->start <= find->tick;
}

static bool young_at(const struct life_episode *episode)
{
    return episode->is->born != MONTH_NONE &&
           month_age(episode->is->born, civil_date(episode->start)) < YOUNG_UNDER;
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

/* How many episodes of the kind began in [start - window, start], this one being the last in
 * order. */
static uint32_t times_within(const struct life *life, uint32_t number, uint8_t kind,
                             int64_t window_s)
{
    int64_t from = life->episodes[number].start - window_s;
    uint32_t times = 0;
    for (uint32_t i = number + 1; i-- > 0 && life->episodes[i].start >= from;) {
        times += life->episodes[i].is->kind == kind;
    }
    return times;
}

static void find_counted(struct find *find, uint8_t kind, bool silent_in_30_days)
{
    int64_t month_s = find->rules->rule[RULE_THREE_IN_30_DAYS].window_s;
    struct counted *times = counted_room(find, find->life->episode_count);
    uint32_t count = 0;
    for (uint32_t i = 0; times != NULL && i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        if (episode->is->kind == kind && begun(find, episode)) {
            times[count++] = (struct counted){
                .firing = on_episode(episode, episode->start),
                .silent = silent_in_30_days && times_within(find->life, i, kind, month_s) >= 3};
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
        if (episode->is->kind == KIND_MISSING && young_at(episode)) {
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

/* Anything the responsible authority put on record about the child in [from, to]. */
static bool heard_from(const struct life *life, uint32_t responsible, int64_t from, int64_t to)
{
    for (uint32_t i = 0; i < life->interview_count; i++) {
        const struct life_interview *interview = &life->interviews[i];
        if (interview->is->responsible == responsible && interview->at >= from &&
            interview->at <= to) {
            return true;
        }
    }
    for (uint32_t i = 0; i < life->assessment_count; i++) {
        const struct life_assessment *assessment = &life->assessments[i];
        if (assessment->is->responsible == responsible && assessment->at >= from &&
            assessment->at <= to) {
            return true;
        }
    }
    for (uint32_t i = 0; i < life->decision_count; i++) {
        const struct life_decision *decision = &life->decisions[i];
        if (decision->is->responsible == responsible && decision->at >= from &&
            decision->at <= to) {
            return true;
        }
    }
    return false;
}

void find_placed_here_not_told(struct find *find)
{
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        int64_t at = episode->start + window_of(find);
        if (episode->is->kind == KIND_MISSING && episode->is->status == STATUS_LOOKED_AFTER &&
            episode->is->authority != episode->is->responsible && episode->end > at &&
            !heard_from(find->life, episode->is->responsible, episode->start, at)) {
            struct firing firing = on_episode(episode, at);
            firing.standing =
                episode->end > find->tick &&
                !heard_from(find->life, episode->is->responsible, episode->start, find->tick);
            fire(find, firing);
        }
    }
}
