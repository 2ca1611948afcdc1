/* spells: see spells.h. A year's starts are laid out in flat time, as if all days were alike, and
 * then bent to the season, to weekends and to the hour. */
#include "spells.h"

#include <assert.h>

#include "base/civil.h"
#include "shapes.h"
#include "tale.h"

enum {
    MONTHS = 12,
    GAP_SHORT_PER_MILLE = 610, /* under 28 days, and more where many are pressed into a year: over
                                  half of first repeats come in four weeks */
    GAP_SHORT_S = 28 * SECONDS_DAY,
    GAP_LONG_S = 150 * SECONDS_DAY,
    CONTINUES_PER_MILLE = 300, /* missing again in the next year, if still a child */
    AWAY_CHILD_PER_MILLE = 350,
    AWAY_MOST = 8, /* England 2025: 4.5 away incidents a child who has any */
    TAIL_PER_MILLE = 3,
    TAIL_DAYS_LEAST = 7, /* England: about 220 of 85,000 missing on 31 March; longest seen 112 d */
    TAIL_DAYS_MOST = 60,
    WEEKEND_PER_MILLE = 180,
    BY_DAY_PER_MILLE = 20,
    YOUNG_MOST = 3, /* of children under ten */
    STARTS_MAX = SHAPE_REPEATS_MAX + AWAY_MOST,
    SOONEST_AGAIN_S = 1800
};

struct start {
    int64_t flat_s;
    uint8_t kind;
};

/* The days of a flat year (of 3,650 tenths) that pass in each month: a summer rise. Cumulated. */
static const int32_t season_upto[MONTHS + 1] = {0,    275,  525,  810,  1100, 1420, 1765,
                                                2145, 2495, 2805, 3100, 3380, 3650};

static int64_t year_begin(int year)
{
    return (int64_t)date_make(year, 1, 1) * SECONDS_DAY;
}

/* Both ways between real and flat seconds; January begins at the same instant in both. */
static int64_t season_flat(int64_t real_s)
{
    int year = 0, month = 0, day = 0;
    date_split((int32_t)(real_s / SECONDS_DAY), &year, &month, &day);
    int64_t begin = year_begin(year), length = year_begin(year + 1) - begin;
    int64_t month_s = (int64_t)date_make(year, month, 1) * SECONDS_DAY;
    int64_t next_s =
        month == MONTHS ? begin + length : (int64_t)date_make(year, month + 1, 1) * SECONDS_DAY;
    int64_t low = season_upto[month - 1], high = season_upto[month];
    int64_t tenths_s = low * length / season_upto[MONTHS];
    int64_t span_s = (high - low) * length / season_upto[MONTHS];
    return begin + tenths_s + (real_s - month_s) * (span_s / 1000) / ((next_s - month_s) / 1000);
}

static int64_t season_real(int64_t flat_s)
{
    int year = 0, month = 0, day = 0;
    date_split((int32_t)(flat_s / SECONDS_DAY), &year, &month, &day);
    int64_t begin = year_begin(year), length = year_begin(year + 1) - begin;
    int64_t tenths = (flat_s - begin) * season_upto[MONTHS] / length;
    month = 1;
    while (month < MONTHS && tenths >= season_upto[month]) {
        month++;
    }
    int64_t month_s = (int64_t)date_make(year, month, 1) * SECONDS_DAY;
    int64_t next_s =
        month == MONTHS ? begin + length : (int64_t)date_make(year, month + 1, 1) * SECONDS_DAY;
    int64_t low_s = season_upto[month - 1] * length / season_upto[MONTHS];
    int64_t span_s = (season_upto[month] - season_upto[month - 1]) * length / season_upto[MONTHS];
    return month_s + (flat_s - begin - low_s) * ((next_s - month_s) / 1000) / (span_s / 1000);
}

static int64_t gap(struct rng *rng)
{
    bool soon = rng_chance(rng, GAP_SHORT_PER_MILLE);
    int64_t uniform = rng_between(rng, 1, 1024); /* squared: short ones are more frequent */
    int64_t share = uniform * uniform;
    return soon ? GAP_SHORT_S * share / (1 << 20) : GAP_SHORT_S + GAP_LONG_S * share / (1 << 20);
}

/* `count` starts within [begin, begin + room), pressed together where their gaps are too long. */
static void lay_out(struct rng *rng, struct start *starts, int count, int64_t begin, int64_t room)
{
    int64_t at = 0;
    for (int i = 0; i < count; i++) {
        at += i == 0 ? 0 : gap(rng);
        starts[i] = (struct start){at, KIND_MISSING};
    }
    int64_t most = room / 16 * 15;
    if (at > most) {
        int64_t most_ks = most / 1000, at_ks = at / 1000;
        assert(at_ks > 0);
        for (int i = 0; i < count; i++) {
            starts[i].flat_s = starts[i].flat_s / 1000 * most_ks / at_ks * 1000;
        }
        at = most;
    }
    int64_t lead = begin + (int64_t)rng_below(rng, (uint64_t)(room - at));
    for (int i = 0; i < count; i++) {
        starts[i].flat_s += lead;
    }
}

static void in_order(struct start *starts, int count)
{
    for (int i = 1; i < count; i++) {
        struct start moved = starts[i];
        int at = i;
        while (at > 0 && starts[at - 1].flat_s > moved.flat_s) {
            starts[at] = starts[at - 1];
            at--;
        }
        starts[at] = moved;
    }
}

/* Hour of the day by where the child lives; care homes' reports gather at weekends. */
static int64_t to_the_hour(struct tale *tale, int64_t real_s)
{
    struct rng *rng = &tale->rng;
    bool care = tale->child.status == STATUS_LOOKED_AFTER;
    int32_t date = (int32_t)(real_s / SECONDS_DAY);
    int weekday = date_weekday(date); /* 0 is Monday */
    int friday = 4 + (int)rng_below(rng, 3);
    if (rng_chance(rng, care ? WEEKEND_PER_MILLE : WEEKEND_PER_MILLE / 3) && weekday < 4) {
        date += friday - weekday;
    }
    int hour = choice_draw(&tale->plan->choices, care ? CHOICE_HOUR_CARE : CHOICE_HOUR_HOME, rng);
    int64_t minute = rng_between(rng, 0, 59);
    minute = rng_chance(rng, 600) ? minute / 5 * 5 : minute;
    return civil_midnight(date) + hour * SECONDS_HOUR + minute * 60;
}

static int64_t length_s(struct rng *rng)
{
    uint32_t quantile = (uint32_t)(rng_next(rng) >> 32);
    bool tail = rng_chance(rng, TAIL_PER_MILLE);
    int64_t days = rng_between(rng, TAIL_DAYS_LEAST, TAIL_DAYS_MOST - 1);
    return tail ? days * SECONDS_DAY + (int64_t)(quantile % SECONDS_DAY)
                : shape_length_s(quantile) / 60 * 60;
}

/* How long after being found the child is back where it belongs. */
static int64_t lag_s(struct rng *rng)
{
    int64_t kind = rng_between(rng, 0, 99), minutes = rng_between(rng, 5, 60);
    return kind < 50 ? 0 : kind < 85 ? minutes * 60 : kind < 96 ? minutes * 240 : minutes * 840;
}

static void by_day(struct spell *spell)
{
    spell->by_day = true;
    spell->reported_s = SPELL_NEVER;
    spell->start_s = civil_midnight(civil_date(spell->start_s));
    spell->found_s = civil_midnight(civil_date(spell->found_s));
    spell->returned_s = civil_midnight(civil_date(spell->returned_s));
}

/* The instants as they happened; what is never recorded is struck out in the end. */
static struct spell spell_make(struct tale *tale, int64_t start_s, uint8_t kind)
{
    struct rng *rng = &tale->rng;
    struct spell spell = {.start_s = start_s, .kind = kind};
    spell.found_s = start_s + length_s(rng);
    spell.returned_s = spell.found_s + lag_s(rng);
    int64_t room = (spell.found_s - start_s) / 2 + 60;
    int64_t waited = rng_between(rng, 10, 240) * 60;
    spell.reported_s = start_s + (waited < room ? waited : room);
    if (rng_chance(rng, BY_DAY_PER_MILLE)) {
        by_day(&spell);
    }
    return spell;
}

static void strike_out(struct spell *spell, struct rng *rng)
{
    int64_t fate = rng_between(rng, 0, 999);
    if (fate < 45) {
        spell->returned_s = spell->kind == KIND_AWAY ? spell->returned_s : SPELL_NEVER;
    } else if (fate < 60) {
        spell->found_s = SPELL_NEVER;
    } else if (fate < 62) {
        spell->found_s = spell->returned_s = SPELL_NEVER; /* nobody ever closed the episode */
    }
    if (spell->kind == KIND_AWAY) {
        spell->found_s = SPELL_NEVER; /* the whereabouts were known all along */
    }
}

static int before(const struct tale *tale, const struct spell *spell)
{
    int count = 0;
    for (uint32_t i = tale->spell_count; i > 0; i--) {
        const struct spell *earlier = &tale->spells[i - 1];
        if (spell->start_s - earlier->start_s > 365 * SECONDS_DAY) {
            break;
        }
        count += earlier->kind == spell->kind;
    }
    return count;
}

/* Add a spell after those there are; *free_s is when the child was back from the last. */
static void add(struct tale *tale, const struct start *start, int64_t end_s, int64_t *free_s)
{
    int64_t start_s = to_the_hour(tale, season_real(start->flat_s));
    int64_t soonest = *free_s + rng_between(&tale->rng, SOONEST_AGAIN_S, 6 * SECONDS_HOUR);
    start_s = start_s > soonest ? start_s : soonest / 60 * 60;
    struct spell spell = spell_make(tale, start_s, start->kind);
    bool clear = spell.start_s >= *free_s || *free_s == 0;
    if (!clear || spell.start_s >= end_s || tale->spell_count == SPELLS_MAX) {
        return;
    }
    *free_s = spell.returned_s > spell.found_s ? spell.returned_s : spell.found_s;
    spell.before = before(tale, &spell);
    tale_id(tale, 'e', spell.id);
    strike_out(&spell, &tale->rng);
    tale->spells[tale->spell_count++] = spell;
}

static void year_make(struct tale *tale, int year, int64_t *free_s)
{
    const struct plan *plan = tale->plan;
    bool looked_after = tale->child.status == STATUS_LOOKED_AFTER;
    int32_t first = plan_year(plan, year), next = plan_year(plan, year + 1);
    uint32_t turn =
        year == tale->child.seat.first_year ? 0 : (uint32_t)plan_mix(plan, 5, (uint64_t)year);
    int count = shape_repeats(looked_after, tale->child.seat.quantile + turn);
    count = tale->child.young && count > YOUNG_MOST ? YOUNG_MOST : count;
    struct start starts[STARTS_MAX];
    int32_t last = next < tale->child.adult ? next : tale->child.adult;
    int64_t begin = season_flat((int64_t)first * SECONDS_DAY);
    int64_t room = season_flat((int64_t)next * SECONDS_DAY) - begin;
    lay_out(&tale->rng, starts, count, begin, room);
    if (looked_after && rng_chance(&tale->rng, AWAY_CHILD_PER_MILLE)) {
        int away = (int)rng_between(&tale->rng, 1, AWAY_MOST);
        for (int i = 0; i < away; i++) {
            int64_t at = begin + (int64_t)rng_below(&tale->rng, (uint64_t)room);
            starts[count++] = (struct start){at, KIND_AWAY};
        }
        in_order(starts, count);
    }
    for (int i = 0; i < count; i++) {
        add(tale, &starts[i], civil_midnight(last), free_s);
    }
}

void spells_make(struct tale *tale)
{
    if (tale->child.seat.group == CHILD_PANEL) {
        return;
    }
    int64_t free_s = 0;
    int year = tale->child.seat.first_year;
    do {
        year_make(tale, year, &free_s);
        year++;
    } while (year < tale->plan->years && rng_chance(&tale->rng, CONTINUES_PER_MILLE));
    assert(tale->spell_count <= SPELLS_MAX);
}
