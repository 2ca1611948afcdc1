/* contribute_volume: volume, duration, split, people, when, where (measures.md, sections of those
 * names): missing episodes with authority X started in the period. */
#include <stdlib.h>

#include "base/civil.h"
#include "contribution.h"

enum { NIGHT_ENDS_S = 5 * SECONDS_HOUR };

static bool counts_here(const struct counting *c, const struct life_episode *episode, uint8_t kind)
{
    return episode->is->kind == kind && episode->is->authority == c->x;
}

/* Whether there is a missing start, in any authority, in [from, before). */
static bool any_start(const struct life *life, int64_t from, int64_t before)
{
    uint32_t behind = life_episodes_before(life, before);
    for (uint32_t i = life_episodes_before(life, from); i < behind; i++) {
        if (life->episodes[i].is->kind == KIND_MISSING) {
            return true;
        }
    }
    return false;
}

bool reached_at_x(const struct counting *c, uint32_t times, int64_t window_s)
{
    const struct life *life = c->life;
    uint32_t first = 0;  /* the first start not before the window */
    uint32_t next = 0;   /* the first start after s */
    uint32_t within = 0; /* missing starts in [first, next) */
    if (life->episode_count < times) {
        return false;
    }
    for (uint32_t i = c->first; i < c->behind; i++) {
        int64_t s = life->episodes[i].start;
        for (; next < life->episode_count && life->episodes[next].start <= s; next++) {
            within += life->episodes[next].is->kind == KIND_MISSING;
        }
        for (; life->episodes[first].start < s - window_s; first++) {
            within -= life->episodes[first].is->kind == KIND_MISSING;
        }
        if (within >= times && counts_here(c, &life->episodes[i], KIND_MISSING)) {
            return true;
        }
    }
    return false;
}

static uint64_t duration_band(int64_t seconds)
{
    static const struct {
        int64_t below;
        uint64_t band;
    } bands[] = {
        {INT64_C(6) * SECONDS_HOUR, BAND_UNDER_6H},
        {DAYS(1), BAND_6_24H},
        {DAYS(2), BAND_24_48H},
        {DAYS(7), BAND_2_7D},
        {DAYS(30), BAND_7_30D},
    };
    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++) {
        if (seconds < bands[i].below) {
            return bands[i].band;
        }
    }
    return BAND_OVER_30D;
}

static uint64_t days_band(int32_t days)
{
    if (days <= 2) {
        return (uint64_t)days; /* DAYS_0, DAYS_1, DAYS_2 */
    }
    return days <= 7 ? DAYS_3_7 : days <= 30 ? DAYS_8_30 : DAYS_OVER_30;
}

/* An hour of London's night, 00:00 to 04:59, in [start, end). */
static bool lasts_overnight(int64_t start, int64_t end)
{
    int64_t of_day = civil_local(start) % SECONDS_DAY;
    /* The nights that clocks change are told by the calendar, others by counting to midnight. */
    return of_day < NIGHT_ENDS_S ||
           (end > start + (SECONDS_DAY - of_day) - SECONDS_HOUR && civil_next_night(start) < end);
}

static void count_duration(const struct counting *c, const struct life_episode *episode)
{
    bool open = episode->end == INT64_MAX;
    bool timed = episode->is->precision != PRECISION_DAY;
    if (open) {
        count_episode(c, DURATION_BAND, BAND_OPEN, episode);
    } else if (timed) {
        count_episode(c, DURATION_BAND, duration_band(episode->end - episode->start), episode);
    } else {
        int32_t days = civil_date(episode->end) - civil_date(episode->start);
        count_episode(c, DURATION_DAYS, days_band(days), episode);
    }
    int64_t end = open ? c->until : episode->end;
    if (end < episode->start + 1) {
        end = episode->start + 1;
    }
    if (timed && lasts_overnight(episode->start, end)) {
        count_episode(c, OVERNIGHT, 0, episode);
    }
}

static void count_when(const struct counting *c, const struct life_episode *episode)
{
    if (episode->is->precision != PRECISION_DAY) {
        int64_t local_s = civil_local(episode->start);
        int weekday = date_weekday((int32_t)(local_s / SECONDS_DAY));
        count_episode(c, START_HOUR, (uint64_t)(local_s % SECONDS_DAY / SECONDS_HOUR), episode);
        count_episode(c, START_WEEKDAY, (uint64_t)weekday, episode);
    }
}

static void count_share(const struct counting *c, enum measure measure, bool has,
                        const struct life_episode *episode)
{
    count_episode(c, measure, 1, episode);
    if (has) {
        count_episode(c, measure, 0, episode);
    }
}

static void count_completeness(const struct counting *c, const struct life_episode *episode)
{
    const struct episode *is = episode->is;
    count_share(c, COMPLETE_RETURNED_AT, is->returned_at != WHEN_NONE, episode);
    count_share(c, COMPLETE_AREA, is->area != 0, episode);
    count_share(c, COMPLETE_FOUND_AREA, is->found_area != 0, episode);
    count_share(c, COMPLETE_BORN, is->born != MONTH_NONE, episode);
    count_share(c, COMPLETE_ETHNICITY, is->ethnicity != 0, episode);
}

static uint64_t age_band(const struct life_episode *episode)
{
    static const struct {
        int from;
        uint64_t band;
    } bands[] = {{16, AGE_16_17}, {13, AGE_13_15}, {10, AGE_10_12}};
    if (episode->is->born == MONTH_NONE) {
        return AGE_NOT_RECORDED;
    }
    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++) {
        if (month_aged(episode->is->born, episode->start, bands[i].from)) {
            return bands[i].band;
        }
    }
    return AGE_UNDER_10;
}

static void count_people(const struct counting *c, const struct life_episode *first)
{
    count_child(c, PEOPLE_AGE, age_band(first));
    count_child(c, PEOPLE_SEX, first->is->sex == 0 ? SEX_NOT_RECORDED : first->is->sex);
    count_child(c, PEOPLE_ETHNICITY,
                first->is->ethnicity == 0 ? CODE_NOT_RECORDED : first->is->ethnicity);
}

static void count_repeats(const struct counting *c, const struct life_episode *first,
                          uint32_t episodes)
{
    static const struct {
        enum measure measure;
        uint32_t times;
        int64_t window_s;
    } windows[] = {
        {THREE_IN_30_DAYS, 3, DAYS(30)},
        {THREE_IN_90_DAYS, 3, DAYS(90)},
        {TEN_IN_365_DAYS, 10, DAYS(365)},
    };
    count_child(c, MISSING_CHILDREN, 0);
    count_child(c, EPISODES_PER_CHILD, episodes);
    if (episodes >= 2) {
        count_child(c, TWO_IN_PERIOD, 0);
    }
    if (!any_start(c->life, first->start - DAYS(365), first->start)) {
        count_child(c, FIRST_TIME_CHILDREN, 0);
    }
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        if (reached_at_x(c, windows[i].times, windows[i].window_s)) {
            count_child(c, windows[i].measure, 0);
        }
    }
}

static void count_missing(const struct counting *c)
{
    const struct life_episode *first = NULL; /* the earliest; ties: the smallest id */
    uint32_t episodes = 0;
    for (uint32_t i = c->first; i < c->behind; i++) {
        const struct life_episode *episode = &c->life->episodes[i];
        if (counts_here(c, episode, KIND_MISSING)) {
            first = first == NULL ? episode : first;
            episodes++;
            count_episode(c, MISSING_EPISODES, 0, episode);
            count_duration(c, episode);
            count_when(c, episode);
            count_completeness(c, episode);
        }
    }
    if (first != NULL) {
        count_repeats(c, first, episodes);
        count_people(c, first);
    }
}

static void count_away(const struct counting *c)
{
    bool any = false;
    for (uint32_t i = c->first; i < c->behind; i++) {
        if (counts_here(c, &c->life->episodes[i], KIND_AWAY)) {
            any = true;
            count_episode(c, AWAY_EPISODES, 0, &c->life->episodes[i]);
        }
    }
    if (any) {
        count_child(c, AWAY_CHILDREN, 0);
    }
}

static void count_open(const struct counting *c)
{
    for (uint32_t i = 0; i < c->behind; i++) { /* T is not behind the period */
        const struct life_episode *episode = &c->life->episodes[i];
        if (episode->end > c->until && episode->start < c->until &&
            counts_here(c, episode, KIND_MISSING)) {
            count_episode(c, OPEN_AT_END, 0, episode);
        }
    }
}

static uint8_t split_group(const struct counting *c, const struct episode *is)
{
    bool looked_after = is->status == STATUS_LOOKED_AFTER;
    bool ours = is->responsible == c->x;
    if (is->authority == c->x) {
        return !looked_after ? GROUP_HOME : ours ? GROUP_OWN_IN_AREA : GROUP_PLACED_HERE;
    }
    return looked_after && ours ? GROUP_OWN_PLACED_OUT : GROUP_ALL;
}

static void count_split(const struct counting *c)
{
    struct seen seen = {0};
    for (uint32_t i = c->first; i < c->behind; i++) {
        const struct life_episode *episode = &c->life->episodes[i];
        uint8_t group = split_group(c, episode->is);
        if (episode->is->kind == KIND_MISSING && group != GROUP_ALL) {
            count_episode(c, SPLIT_EPISODES, group, episode);
            if (seen_first(&seen, group)) {
                count_child(c, SPLIT_CHILDREN, group);
            }
        }
    }
}

void contribute_volume(const struct counting *c)
{
    count_missing(c);
    count_away(c);
    count_open(c);
    count_split(c);
}

static int compare_codes(const void *a, const void *b)
{
    const uint64_t *x = a;
    const uint64_t *y = b;
    return (*x > *y) - (*x < *y);
}

/* Count each place once for the child: few codes are looked through, many sorted. */
static void count_places(const struct counting *c, enum measure measure, uint64_t *codes,
                         uint32_t count)
{
    enum { FEW = 16 };
    if (count > FEW) {
        qsort(codes, count, sizeof codes[0], compare_codes);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t first =
            count > FEW && i > 0 ? i - 1 : 0; /* of those before it that may equal it */
        while (first < i && codes[first] != codes[i]) {
            first++;
        }
        if (first == i) {
            count_child(c, measure, codes[i]);
        }
    }
}

bool contribute_where(const struct counting *c)
{
    static const struct {
        enum measure episodes, children;
    } places[] = {
        {FROM_EPISODES, FROM_CHILDREN},
        {FOUND_EPISODES, FOUND_CHILDREN},
        {ESTABLISHMENT_EPISODES, ESTABLISHMENT_CHILDREN},
    };
    struct arena scratch = *c->scratch;
    uint64_t *codes = ARENA_ROOM(&scratch, uint64_t, c->behind - c->first);
    if (codes == NULL) {
        return false;
    }
    for (size_t place = 0; c->first < c->behind && place < sizeof places / sizeof places[0];
         place++) {
        uint32_t count = 0;
        for (uint32_t i = c->first; i < c->behind; i++) {
            const struct life_episode *episode = &c->life->episodes[i];
            const uint64_t code[] = {episode->is->area, episode->is->found_area,
                                     episode->is->establishment};
            if (counts_here(c, episode, KIND_MISSING) && code[place] != 0) {
                count_episode(c, places[place].episodes, code[place], episode);
                codes[count++] = code[place];
            }
        }
        count_places(c, places[place].children, codes, count);
    }
    return true;
}
