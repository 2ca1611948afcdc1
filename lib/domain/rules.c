/* rules: the table of indications, and asking each row. */
#include "domain/rules.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "rules_find.h"

enum { FIRST_ROOM = 8 };
#define HOURS(count) ((int64_t)(count)*SECONDS_HOUR)

/* What a child must have for a rule to hold at all. "New" is what stirred since the instant asked
 * about: an episode that lasted until then or longer, an interview, an assessment, a decision. */
enum need {
    HAS_THREE_EPISODES = 1,
    HAS_ASSESSMENT = 2,
    HAS_DECISION = 4,
    HAS_LOWERING = 8,
    HAS_NAMED = 16, /* some interview names a harm */
    HAS_NEW_EPISODE = 32,
    HAS_NEW_INTERVIEW = 64,
    HAS_NEW_LEVEL = 128 /* an assessment or a decision */
};

static const struct row {
    struct rule_row row;
    void (*find)(struct find *); /* NULL: not about one child */
    unsigned needs;              /* set of enum need, for an indication that is new */
} rows[RULE_COUNT] = {
    [RULE_MISSING_NOW] = {{"missing_now", "Missing now", SEVERITY_MEDIUM, DAYS(1),
                           "a standing condition: no open episode is ever absent from the list"},
                          find_missing_now,
                          HAS_NEW_EPISODE},
    [RULE_OVER_24_HOURS] = {{"over_24_hours", "Missing 24 hours, 72 hours, 7 or 28 days",
                             SEVERITY_HIGH, 0, "length of the episode"},
                            find_over_24_hours,
                            HAS_NEW_EPISODE},
    [RULE_THREE_IN_30_DAYS] = {{"three_in_30_days", "Third episode within 30 days", SEVERITY_HIGH,
                                DAYS(30), "Derbyshire protocol: strategy meeting"},
                               find_three_in_30_days,
                               HAS_THREE_EPISODES | HAS_NEW_EPISODE},
    [RULE_THREE_IN_90_DAYS] = {{"three_in_90_days", "Third episode within 90 days", SEVERITY_MEDIUM,
                                DAYS(90), "widely used local trigger"},
                               find_three_in_90_days,
                               HAS_THREE_EPISODES | HAS_NEW_EPISODE},
    [RULE_AWAY_REPEATED] = {{"away_repeated", "Third time away without permission within 30 days",
                             SEVERITY_MEDIUM, DAYS(30), "repeated absence from placement"},
                            find_away_repeated,
                            HAS_THREE_EPISODES | HAS_NEW_EPISODE},
    [RULE_UNDER_13_MISSING] = {{"under_13_missing", "A child under 13 went missing", SEVERITY_HIGH,
                                0, "age"},
                               find_under_13_missing,
                               HAS_NEW_EPISODE},
    [RULE_OVERNIGHT] = {{"overnight", "Missing overnight", SEVERITY_REASON, 0,
                         "interval includes any of 00:00 to 05:00 local"},
                        find_overnight,
                        HAS_NEW_EPISODE},
    [RULE_FOUND_OUT_OF_AREA] = {{"found_out_of_area", "Found in another authority", SEVERITY_REASON,
                                 0, "statutory guidance: where found"},
                                find_found_out_of_area,
                                HAS_NEW_EPISODE},
    [RULE_INTERVIEW_DUE_SOON] = {{"interview_due_soon", "Return interview due within 24 hours",
                                  SEVERITY_REASON, HOURS(48), "72-hour duty"},
                                 find_interview_due_soon,
                                 0},
    [RULE_INTERVIEW_OVERDUE] = {{"interview_overdue", "Return interview overdue", SEVERITY_MEDIUM,
                                 HOURS(72), "72-hour duty"},
                                find_interview_overdue,
                                0},
    [RULE_RETURN_NOT_RECORDED] = {{"return_not_recorded", "Return not recorded", SEVERITY_MEDIUM,
                                   DAYS(7), "the clock would never start"},
                                  find_return_not_recorded,
                                  0},
    [RULE_EXPLOITATION_NAMED] = {{"exploitation_named", "Exploitation named in an interview",
                                  SEVERITY_HIGH, 0, "Durham 2016, recommendation 14"},
                                 find_exploitation_named,
                                 HAS_NAMED | HAS_NEW_INTERVIEW},
    [RULE_HARM_WHILE_MISSING] = {{"harm_while_missing", "Harm suffered while missing",
                                  SEVERITY_HIGH, 0, "an interview tells of harm"},
                                 find_harm_while_missing,
                                 HAS_NEW_INTERVIEW},
    [RULE_NAMED_NOT_FOLLOWED_UP] = {{"named_not_followed_up",
                                     "Exploitation named, no assessment or decision in 14 days",
                                     SEVERITY_HIGH, DAYS(14),
                                     "recommendation 14: used in risk assessments"},
                                    find_named_not_followed_up,
                                    HAS_NAMED},
    [RULE_HARM_KNOWN_LEVEL_LOW] = {{"harm_known_level_low", "Harm known, level none or low",
                                    SEVERITY_HIGH, 0, "IICSA: harm is never only risk"},
                                   find_harm_known_level_low,
                                   HAS_ASSESSMENT | HAS_NEW_LEVEL},
    [RULE_DECLINES_REPEATED] = {{"declines_repeated", "Third declined interview within 180 days",
                                 SEVERITY_MEDIUM, DAYS(180), "why, and what was done instead"},
                                find_declines_repeated,
                                HAS_NEW_INTERVIEW},
    [RULE_REPEAT_MISSING_UNASSESSED] = {{"repeat_missing_unassessed",
                                         "Three episodes in 90 days, not assessed in 180",
                                         SEVERITY_HIGH, DAYS(180),
                                         "most repeat victims are never referred"},
                                        find_repeat_missing_unassessed,
                                        HAS_THREE_EPISODES},
    [RULE_MISSING_WHILE_ELEVATED] = {{"missing_while_elevated",
                                      "Missing while at medium or high level", SEVERITY_HIGH, 0,
                                      "risk known, and missing again"},
                                     find_missing_while_elevated,
                                     HAS_DECISION | HAS_NEW_EPISODE},
    [RULE_LOWERED_THEN_MISSING] = {{"lowered_then_missing",
                                    "Level lowered, then missing or exploitation named",
                                    SEVERITY_HIGH, DAYS(90), "IICSA on Durham, 2018"},
                                   find_lowered_then_missing,
                                   HAS_DECISION},
    [RULE_LOWERED_AGAINST_EVIDENCE] = {{"lowered_against_evidence",
                                        "Level lowered soon after exploitation was named",
                                        SEVERITY_HIGH, DAYS(14), "a level against the evidence"},
                                       find_lowered_against_evidence,
                                       HAS_NAMED | HAS_LOWERING | HAS_NEW_LEVEL},
    [RULE_INDICATED_ABOVE_LEVEL] = {{"indicated_above_level",
                                     "The tool indicates a higher level than was decided",
                                     SEVERITY_MEDIUM, DAYS(180),
                                     "a person decides; the difference is shown"},
                                    find_indicated_above_level,
                                    HAS_ASSESSMENT | HAS_NEW_LEVEL},
    [RULE_REVIEW_OVERDUE] = {{"review_overdue", "Review overdue", SEVERITY_MEDIUM, DAYS(14),
                              "fortnightly reviews, Durham 2016"},
                             find_review_overdue,
                             HAS_DECISION},
    [RULE_PLACED_HERE_NOT_TOLD] = {{"placed_here_not_told",
                                    "Placed here by others, missing, nothing heard from them",
                                    SEVERITY_MEDIUM, HOURS(72),
                                    "children placed by other authorities, Durham 2016"},
                                   find_placed_here_not_told,
                                   HAS_NEW_EPISODE},
    [RULE_SOURCE_SILENT] = {{"source_silent", "A source is silent", SEVERITY_HIGH, 0,
                             "a dead feed looks like safety"},
                            NULL,
                            0},
};

const struct rule_row *rule_row(enum rule_id id)
{
    assert(id < RULE_COUNT);
    return &rows[id].row;
}

struct rules rules_default(void)
{
    struct rules rules = {0};
    for (size_t i = 0; i < RULE_COUNT; i++) {
        rules.rule[i] = (struct rule_setting){true, rows[i].row.severity, rows[i].row.window_s};
    }
    return rules;
}

bool elevated_at(const struct life *life, uint8_t harm, int64_t instant)
{
    const struct life_decision *decision = risk_decision(life, harm, instant);
    return decision != NULL && decision->is->level >= LEVEL_MEDIUM;
}

static bool make_room(struct indications *out)
{
    if (out->count < out->room) {
        return true;
    }
    uint32_t room = out->room == 0 ? FIRST_ROOM : out->room * 2;
    struct indication *list = ARENA_NEW(out->arena, struct indication, room);
    if (list == NULL) {
        out->full = true;
        return false;
    }
    if (out->count > 0) {
        memcpy(list, out->list, out->count * sizeof list[0]);
    }
    out->list = list;
    out->room = room;
    return true;
}

/* What only gives a reason on the child's row counts for more when the child is under 13 or at an
 * elevated level (codes.md). */
static uint8_t severity_of(const struct find *find, const struct firing *firing)
{
    uint8_t severity = find->rules->rule[find->rule].severity;
    assert(!firing->grave || find->rule == RULE_MISSING_NOW);
    if (firing->grave) {
        return SEVERITY_HIGH;
    }
    if (severity == SEVERITY_REASON && (find->young || find->elevated)) {
        return SEVERITY_MEDIUM;
    }
    return severity;
}

static bool is_wanted(const struct find *find, const struct firing *firing)
{
    const struct rules_wanted *wanted = find->wanted;
    int64_t since_s = firing->trigger == wanted->own ? wanted->own_since_s : wanted->since_s;
    return firing->occurred >= since_s && firing->occurred <= find->tick &&
           firing->responsible == wanted->responsible && severity_of(find, firing) == SEVERITY_HIGH;
}

void fire(struct find *find, struct firing firing)
{
    if (find->wanted != NULL) {
        find->found = find->found || is_wanted(find, &firing);
        return;
    }
    bool recent = firing.occurred >= find->since;
    if (firing.occurred > find->tick || (!recent && !firing.standing) || !make_room(find->out)) {
        return;
    }
    find->out->list[find->out->count++] =
        (struct indication){.rule = find->rule,
                            .severity = severity_of(find, &firing),
                            .harm = firing.harm,
                            .trigger = firing.trigger,
                            .authority = firing.authority,
                            .responsible = firing.responsible,
                            .occurred = firing.occurred,
                            .standing = firing.standing};
}

struct counted *counted_room(struct find *find, uint32_t count)
{
    struct counted *times = ARENA_ROOM(find->out->arena, struct counted, count);
    find->out->full = find->out->full || times == NULL;
    return times;
}

static bool count_is_named(uint32_t times)
{
    return times == 3 || times == 5 || times == 10 || times == 20;
}

void fire_counted(struct find *find, struct counted *times, uint32_t count)
{
    int64_t window_s = window_of(find);
    for (uint32_t i = 0, first = 0; i < count; i++) {
        while (times[first].firing.occurred < times[i].firing.occurred - window_s) {
            first++;
        }
        times[i].within = i - first + 1;
    }
    uint32_t least = UINT32_MAX; /* the smallest count at any later time */
    for (uint32_t i = count; i-- > 0;) {
        uint32_t within = times[i].within;
        if (count_is_named(within) && !times[i].silent) {
            int64_t last_ones_from = times[count - within].firing.occurred;
            times[i].firing.standing = least > within && last_ones_from >= find->tick - window_s;
            fire(find, times[i].firing);
        }
        least = within < least ? within : least;
    }
}

/* A fact's id needs the histories to be read, and qsort() passes no context: so each indication is
 * sorted together with the id it points at. */
struct sortable {
    struct indication indication;
    struct slice id;
};

static int compare(const void *a, const void *b)
{
    const struct sortable *x = a;
    const struct sortable *y = b;
    if (x->indication.occurred != y->indication.occurred) {
        return x->indication.occurred < y->indication.occurred ? -1 : 1;
    }
    if (x->indication.rule != y->indication.rule) {
        return x->indication.rule < y->indication.rule ? -1 : 1;
    }
    if (x->indication.harm != y->indication.harm) {
        return x->indication.harm < y->indication.harm ? -1 : 1;
    }
    int kind = (int)x->indication.trigger->kind - (int)y->indication.trigger->kind;
    return kind != 0 ? kind : slice_compare(x->id, y->id);
}

static bool sort(const struct life *life, struct indications *out)
{
    struct arena scratch = *out->arena;
    struct sortable *all = ARENA_NEW(&scratch, struct sortable, out->count);
    if (all == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < out->count; i++) {
        struct slice id = fact_id(life->histories, out->list[i].trigger);
        all[i] = (struct sortable){out->list[i], id};
    }
    qsort(all, out->count, sizeof all[0], compare);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->count; i++) {
        if (i == 0 || compare(&all[i - 1], &all[i]) != 0) { /* it is a set */
            out->list[kept++] = all[i].indication;
        }
    }
    out->count = kept;
    return true;
}

static struct find find_of(const struct rules *rules, const struct tools *tools,
                           const struct life *life, int64_t tick_s)
{
    bool decided = life->decision_count > 0;
    return (struct find){.rules = rules,
                         .tools = tools,
                         .life = life,
                         .tick = tick_s,
                         .young = life_young(life->born, tick_s),
                         .elevated = decided && (elevated_at(life, HARM_CSE, tick_s) ||
                                                 elevated_at(life, HARM_CCE, tick_s))};
}

bool rules_indications(const struct rules *rules, const struct tools *tools,
                       const struct life *life, int64_t since_s, int64_t tick_s,
                       struct indications *out)
{
    assert(out->arena != NULL);
    *out = (struct indications){.arena = out->arena};
    struct find find = find_of(rules, tools, life, tick_s);
    find.since = since_s;
    find.out = out;
    for (size_t i = 0; i < RULE_COUNT; i++) {
        if (rows[i].find != NULL && rules->rule[i].on) {
            find.rule = (enum rule_id)i;
            rows[i].find(&find);
        }
    }
    return !out->full && sort(life, out);
}

static bool new_episode(const struct life *life, int64_t since_s)
{
    for (uint32_t i = life->episode_count; i-- > 0;) {
        if (life->episodes[i].end >= since_s || life->episodes[i].start >= since_s) {
            return true;
        }
    }
    return false;
}

/* Whether any interview names any harm. */
static bool names_harm(const struct life *life)
{
    const struct interview all = {.issues = life->issues, .harms = life->harms};
    return (life->issues != 0 || life->harms != 0) &&
           (risk_names(&all, HARM_CSE) || risk_names(&all, HARM_CCE));
}

/* What the child has: a set of enum need. */
static unsigned had_by(const struct life *life, const struct rules_wanted *wanted)
{
    uint32_t interviews = life->interview_count;
    uint32_t assessments = life->assessment_count;
    bool new_interview = interviews > 0 && life->interviews[interviews - 1].at >= wanted->since_s;
    uint32_t decisions = life->decision_count;
    bool assessed = assessments > 0 && life->assessments[assessments - 1].at >= wanted->since_s;
    bool decided = decisions > 0 && life->decisions[decisions - 1].at >= wanted->since_s;
    return (life->episode_count >= 3 ? HAS_THREE_EPISODES : 0U) |
           (names_harm(life) ? HAS_NAMED : 0U) | (assessments > 0 ? HAS_ASSESSMENT : 0U) |
           (decisions > 0 ? HAS_DECISION : 0U) | (life->lowered ? HAS_LOWERING : 0U) |
           (new_episode(life, wanted->since_s) ? HAS_NEW_EPISODE : 0U) |
           (new_interview ? HAS_NEW_INTERVIEW : 0U) |
           (assessed || decided || wanted->own != NULL ? HAS_NEW_LEVEL : 0U);
}

uint32_t rules_high(const struct rules *rules)
{
    uint32_t high = 0;
    for (size_t i = 0; i < RULE_COUNT; i++) {
        /* By its setting, or because something makes it grave; severity_of() asserts that no other
         * rule is made so. */
        bool may_be = rules->rule[i].severity == SEVERITY_HIGH || i == RULE_MISSING_NOW;
        high |= rows[i].find != NULL && rules->rule[i].on && may_be ? UINT32_C(1) << i : 0;
    }
    return high;
}

bool rules_any_high(const struct rules *rules, const struct tools *tools, const struct life *life,
                    const struct rules_wanted *wanted, struct arena scratch, bool *found)
{
    unsigned has = had_by(life, wanted);
    struct indications room = {.arena = &scratch};
    struct find find = find_of(rules, tools, life, wanted->tick_s);
    find.out = &room;
    find.wanted = wanted;
    for (uint32_t left = wanted->high; left != 0 && !find.found; left &= left - 1) {
        find.rule = (enum rule_id)__builtin_ctz(left);
        if ((rows[find.rule].needs & ~has) == 0) {
            rows[find.rule].find(&find);
        }
    }
    *found = find.found;
    return !room.full;
}
