/* episodes: see episodes.h. What a revision says is what was known when it was recorded. Shares
 * without a source are judgements. */
#include "episodes.h"

#include <assert.h>

#include "authority.h"
#include "base/civil.h"
#include "tale.h"

enum {
    LATE_PER_MILLE = 30,          /* recorded weeks after the child was back */
    AT_ONCE_PER_MILLE = 250,      /* recorded when all is over, not while open */
    RECLASSED_PER_MILLE = 25,     /* looked after: first taken for away, the next day for missing */
    CORRECTED_PER_MILLE = 30,     /* another police risk, some days later */
    WITHDRAWN_PER_MILLE = 8,      /* recorded in error */
    SECOND_SOURCE_PER_MILLE = 25, /* of a children's home's: reported by the home as well */
    FOUND_ELSEWHERE_PER_MILLE = 110,
    FOUND_NEAR_PER_MILLE = 350,
    COMPANION_PER_MILLE = 90,
    CHANGES_MAX = 8
};

/* The instants at which a fact's record changes, and what is then known. */
struct telling {
    struct episode_record full;              /* as it is in the end */
    uint8_t first_risk;                      /* before it was corrected */
    int64_t known_found_s, known_returned_s; /* INT64_MAX: never */
    int64_t reclassed_s, corrected_s, withdrawn_s;
    int64_t changes[CHANGES_MAX];
    int count;
};

static when instant(int64_t at_s)
{
    assert(at_s >= 0);
    return (when)at_s;
}

static uint8_t code(enum vocab_list list, const char *name)
{
    uint8_t found = vocab_find(list, slice_of(name));
    assert(found != 0);
    return found;
}

static void who(const struct child *child, struct rng *rng, struct episode_record *episode)
{
    episode->authority = authority_packed(child->lives);
    episode->responsible = authority_packed(child->responsible);
    episode->status = child->status;
    episode->born = rng_chance(rng, 10) ? MONTH_NONE : child->born;
    episode->sex = child->sex;
    episode->ethnicity = rng_chance(rng, 30) ? 0 : child->ethnicity;
    episode->disability = child->disability;
    episode->markers = child->markers;
}

static void where(struct tale *tale, struct episode_record *episode)
{
    struct rng *rng = &tale->rng;
    const struct child *child = &tale->child;
    episode->place = child->place;
    episode->establishment = child->establishment;
    uint32_t busy = child_ward(child->lives, rng);
    uint32_t from =
        child->status == STATUS_LOOKED_AFTER || rng_chance(rng, 850) ? child->ward : busy;
    episode->area = rng_chance(rng, 45) ? 0 : from;
    bool elsewhere = rng_chance(rng, FOUND_ELSEWHERE_PER_MILLE);
    bool near = rng_chance(rng, FOUND_NEAR_PER_MILLE);
    int found = elsewhere ? authority_neighbour(child->lives, rng_next(rng)) : child->lives;
    uint32_t ward = child_ward(found, rng);
    bool unknown = rng_chance(rng, 130);
    episode->found_authority = authority_packed(found);
    episode->found_area = unknown ? 0 : near && !elsewhere ? child->ward : ward;
}

/* Another child of the same block of numbers; whether that child's own record says so is left to
 * chance, as it is in life. The key must outlive the record: it is written to `key`. */
static void companion(struct tale *tale, char key[CHILD_KEY_TEXT + 1],
                      struct episode_record *episode)
{
    const struct unit *unit = tale->child.seat.unit;
    uint64_t other = unit->first + rng_below(&tale->rng, unit->count);
    bool together = rng_chance(&tale->rng, COMPANION_PER_MILLE);
    if (together && other != tale->child.number) {
        child_key(tale->plan, other, key);
        episode->companions[0] = (struct slice){key, CHILD_KEY_TEXT};
        episode->companion_count = 1;
    }
}

static void known_since(const struct spell *spell, struct rng *rng, struct telling *telling)
{
    int64_t slow_s = rng_between(rng, 10, 300) * 60, slower_s = rng_between(rng, 15, 900) * 60;
    telling->known_found_s = spell->found_s == SPELL_NEVER ? INT64_MAX : spell->found_s + slow_s;
    telling->known_returned_s =
        spell->returned_s == SPELL_NEVER ? INT64_MAX : spell->returned_s + slower_s;
    if (spell->found_s == spell->returned_s) {
        telling->known_returned_s = telling->known_found_s;
    }
}

static int64_t last_known(const struct telling *telling, const struct spell *spell)
{
    int64_t last = spell->start_s;
    last = telling->known_found_s != INT64_MAX && telling->known_found_s > last
               ? telling->known_found_s
               : last;
    return telling->known_returned_s != INT64_MAX && telling->known_returned_s > last
               ? telling->known_returned_s
               : last;
}

static void change(struct telling *telling, int64_t at_s)
{
    if (at_s == INT64_MAX) {
        return;
    }
    assert(telling->count < CHANGES_MAX);
    int at = telling->count++;
    while (at > 0 && telling->changes[at - 1] > at_s) {
        telling->changes[at] = telling->changes[at - 1];
        at--;
    }
    telling->changes[at] = at_s;
}

/* When the record is written and written again. */
static void changes(struct tale *tale, const struct spell *spell, struct telling *telling)
{
    struct rng *rng = &tale->rng;
    bool late = rng_chance(rng, LATE_PER_MILLE), at_once = rng_chance(rng, AT_ONCE_PER_MILLE);
    bool reclassed = rng_chance(rng, RECLASSED_PER_MILLE) && spell->kind == KIND_MISSING &&
                     tale->child.status == STATUS_LOOKED_AFTER;
    bool corrected = rng_chance(rng, CORRECTED_PER_MILLE);
    bool withdrawn = rng_chance(rng, WITHDRAWN_PER_MILLE);
    int64_t weeks_s = rng_between(rng, 8, 40) * SECONDS_DAY;
    int64_t days_s = rng_between(rng, 1, 14) * SECONDS_DAY;
    int64_t soon_s = rng_between(rng, 5, 90) * 60;
    int64_t last_s = last_known(telling, spell), first_s = last_s;
    int64_t seen_s = spell->reported_s == SPELL_NEVER ? spell->start_s : spell->reported_s;
    if (late) {
        first_s = last_s + weeks_s;
    } else if (!at_once && !spell->by_day) {
        first_s = seen_s + soon_s;
    }
    telling->reclassed_s = reclassed ? first_s + days_s / 14 + SECONDS_DAY / 2 : INT64_MIN;
    telling->corrected_s = corrected ? first_s + days_s : INT64_MIN;
    telling->withdrawn_s = withdrawn ? first_s + days_s + SECONDS_DAY : INT64_MAX;
    change(telling, first_s);
    change(telling, telling->known_found_s > first_s ? telling->known_found_s : INT64_MAX);
    if (telling->known_returned_s != telling->known_found_s) {
        change(telling,
               telling->known_returned_s > first_s ? telling->known_returned_s : INT64_MAX);
    }
    change(telling, reclassed ? telling->reclassed_s : INT64_MAX);
    change(telling, corrected ? telling->corrected_s : INT64_MAX);
    change(telling, telling->withdrawn_s);
}

/* The record as known at an instant. */
static struct episode_record known_at(const struct telling *telling, int64_t at_s)
{
    struct episode_record episode = telling->full;
    episode.kind = at_s < telling->reclassed_s ? KIND_AWAY : episode.kind;
    episode.police_risk = at_s < telling->corrected_s ? telling->first_risk : episode.police_risk;
    if (at_s < telling->known_found_s) {
        episode.found_at = WHEN_NONE;
        episode.found_area = episode.found_authority = 0;
    }
    if (at_s < telling->known_returned_s) {
        episode.returned_at = WHEN_NONE;
        episode.returned_by = 0;
    }
    return episode;
}

static void full_make(struct tale *tale, const struct spell *spell, struct telling *telling)
{
    struct rng *rng = &tale->rng;
    const struct choices *choices = &tale->plan->choices;
    struct episode_record *episode = &telling->full;
    bool harm = tale->child.exploited[HARM_CSE] || tale->child.exploited[HARM_CCE];
    enum choice_table risk = harm ? CHOICE_POLICE_RISK_HARM : CHOICE_POLICE_RISK;
    episode->kind = spell->kind;
    episode->precision = spell->by_day ? PRECISION_DAY : PRECISION_MINUTE;
    episode->missing_since = instant(spell->start_s);
    episode->reported_at =
        spell->reported_s == SPELL_NEVER ? WHEN_NONE : instant(spell->reported_s);
    episode->found_at = spell->found_s == SPELL_NEVER ? WHEN_NONE : instant(spell->found_s);
    episode->returned_at =
        spell->returned_s == SPELL_NEVER ? WHEN_NONE : instant(spell->returned_s);
    who(&tale->child, rng, episode);
    where(tale, episode);
    telling->first_risk = choice_draw(choices, risk, rng);
    episode->police_risk = rng_chance(rng, 970) ? telling->first_risk : POLICE_RISK_HIGH;
    episode->returned_by = choice_draw(choices, CHOICE_RETURNED_BY, rng);
}

/* The home reports the same absence under an id of its own, some minutes apart: a possible
 * duplicate, for people to settle. */
static uint64_t second_source(struct tale *tale, const struct spell *spell,
                              const struct telling *telling)
{
    struct rng *rng = &tale->rng;
    bool second = rng_chance(rng, SECOND_SOURCE_PER_MILLE);
    int64_t apart_s = rng_between(rng, 3, 35) * 60;
    int64_t waited_s = rng_between(rng, 1, 30) * SECONDS_HOUR;
    bool housed = tale->child.place == code(VOCAB_PLACE, "childrens_home");
    if (!second || !housed || spell->kind != KIND_MISSING || spell->by_day ||
        spell->found_s == SPELL_NEVER || spell->found_s - spell->start_s < apart_s ||
        civil_date(spell->start_s + apart_s) >= tale->child.adult) {
        return 0;
    }
    struct record *record = tale_fact(tale, RECORD_EPISODE, "childrens-homes");
    record->episode = telling->full;
    record->episode.missing_since += (when)apart_s;
    record->episode.reported_at = WHEN_NONE;
    record->episode.police_risk = 0;
    int64_t recorded_s = last_known(telling, spell) + waited_s;
    tale_send(tale, recorded_s);
    return recorded_s < tale->plan->to_s;
}

static uint64_t episode_tell(struct tale *tale, const struct spell *spell)
{
    struct telling telling = {.count = 0};
    char key[CHILD_KEY_TEXT + 1];
    bool social_care = spell->by_day || (spell->kind == KIND_AWAY) || rng_chance(&tale->rng, 120);
    struct record *record =
        tale_fact(tale, RECORD_EPISODE, social_care ? "childrens-social-care" : "police");
    telling.full = record->episode;
    full_make(tale, spell, &telling);
    companion(tale, key, &telling.full);
    known_since(spell, &tale->rng, &telling);
    changes(tale, spell, &telling);
    record->id = (struct slice){spell->id, FACT_ID_TEXT};
    for (int i = 0; i < telling.count; i++) {
        record->episode = known_at(&telling, telling.changes[i]);
        record->retracted = telling.changes[i] >= telling.withdrawn_s;
        tale_send(tale, telling.changes[i]);
    }
    uint64_t second = second_source(tale, spell, &telling);
    return second + (telling.changes[0] < tale->plan->to_s);
}

uint64_t episodes_tell(struct tale *tale)
{
    uint64_t episodes = 0;
    for (uint32_t i = 0; i < tale->spell_count; i++) {
        episodes += episode_tell(tale, &tale->spells[i]);
    }
    return episodes;
}
