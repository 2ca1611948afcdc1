/* issues: how often each is told, by where the child lives and what burdens it.
 *
 * Sources: A Safer Return (585 episodes of 214 children): sexual exploitation 14 %, criminal 8 %,
 * depression 21 %, self-harm 10 %; NYAS: breakdown in communication about three quarters; Missing
 * People: abuse or conflict at home more than half, one in five felt forced out; Boulton 2022:
 * nearly half do not think they were missing. The rest are judgements.
 */
#include "issues.h"

#include <assert.h>

#include "tale.h"

enum burden { BURDEN_NONE, BURDEN_CSE, BURDEN_CCE, BURDEN_TROUBLED };

static const struct row {
    const char *issue;
    int home_per_mille, care_per_mille;
    enum burden burden; /* with it, burdened_per_mille instead */
    int burdened_per_mille;
} rows[] = {
    {"communication_breakdown", 480, 420, BURDEN_NONE, 0},
    {"family_conflict", 460, 170, BURDEN_NONE, 0},
    {"boundaries", 330, 310, BURDEN_NONE, 0},
    {"not_missing", 290, 360, BURDEN_NONE, 0},
    {"see_friends", 250, 300, BURDEN_NONE, 0},
    {"see_family", 40, 290, BURDEN_NONE, 0},
    {"placement_unhappy", 0, 260, BURDEN_NONE, 0},
    {"placement_move", 0, 90, BURDEN_NONE, 0},
    {"told_to_leave", 130, 20, BURDEN_NONE, 0},
    {"domestic_abuse", 180, 60, BURDEN_NONE, 0},
    {"mental_health", 90, 110, BURDEN_TROUBLED, 620},
    {"self_harm", 25, 35, BURDEN_TROUBLED, 260},
    {"school_problems", 170, 110, BURDEN_NONE, 0},
    {"bullying", 70, 50, BURDEN_NONE, 0},
    {"relationship", 100, 110, BURDEN_CSE, 330},
    {"parties", 90, 110, BURDEN_CSE, 220},
    {"alcohol", 90, 130, BURDEN_CSE, 240},
    {"drugs", 100, 160, BURDEN_CCE, 450},
    {"antisocial_behaviour", 70, 120, BURDEN_CCE, 320},
    {"online_contact", 50, 50, BURDEN_CSE, 340},
    {"cse_concern", 12, 15, BURDEN_CSE, 620},
    {"cce_concern", 8, 12, BURDEN_CCE, 450},
    {"gang", 5, 8, BURDEN_CCE, 210},
    {"debt", 6, 8, BURDEN_CCE, 190},
    {"trafficking_concern", 1, 2, BURDEN_CCE, 60},
    {"parental_substance_misuse", 90, 20, BURDEN_NONE, 0},
    {"parental_mental_health", 100, 20, BURDEN_NONE, 0},
    {"neglect", 60, 20, BURDEN_NONE, 0},
    {"emotional_abuse", 50, 15, BURDEN_NONE, 0},
    {"parental_separation", 80, 15, BURDEN_NONE, 0},
    {"bereavement", 30, 30, BURDEN_TROUBLED, 80},
    {"learning_need", 30, 50, BURDEN_NONE, 0},
};
enum { ROWS = sizeof rows / sizeof rows[0], SILENT_PER_MILLE = 110 };

static bool burdened(const struct child *child, enum burden burden)
{
    switch (burden) {
    case BURDEN_CSE:
        return child->exploited[HARM_CSE];
    case BURDEN_CCE:
        return child->exploited[HARM_CCE];
    case BURDEN_TROUBLED:
        return child->troubled;
    default:
        return false;
    }
}

static void issue_add(struct tale *tale, uint8_t code, bool by_others)
{
    struct interview_record *interview = &tale->record.interview;
    struct rng *rng = &tale->rng;
    if (interview->issue_count == ISSUES_MAX) {
        return;
    }
    bool child_told = !by_others && rng_chance(rng, 850);
    uint8_t other = choice_draw(&tale->plan->choices, CHOICE_TOLD_BY, rng);
    static const uint8_t disclosed = 1, observed = 2, inferred = 3; /* codes.md, confidence */
    uint8_t told = rng_chance(rng, 600) ? observed : inferred;
    interview->issues[interview->issue_count++] =
        (struct issue){.code = code,
                       .source = child_told ? ISSUE_SOURCE_CHILD : other,
                       .confidence = child_told && rng_chance(rng, 900) ? disclosed : told};
}

static void causes(struct tale *tale, bool by_others)
{
    const struct child *child = &tale->child;
    bool care = child->status == STATUS_LOOKED_AFTER;
    int share = by_others ? 500 : 1000; /* others know less */
    for (int i = 0; i < ROWS; i++) {
        int per_mille = care ? rows[i].care_per_mille : rows[i].home_per_mille;
        per_mille = burdened(child, rows[i].burden) ? rows[i].burdened_per_mille : per_mille;
        if (rng_chance(&tale->rng, per_mille * share / 1000)) {
            issue_add(tale, vocab_find(VOCAB_ISSUE, slice_of(rows[i].issue)), by_others);
        }
    }
}

static bool any(const struct interview_record *interview, uint8_t harm)
{
    uint64_t told = 0, suffered = 0;
    for (int i = 0; i < interview->issue_count; i++) {
        told |= CODE_BIT(interview->issues[i].code);
    }
    for (int i = 0; i < interview->harms.count; i++) {
        suffered |= CODE_BIT(interview->harms.codes[i]);
    }
    return (told & vocab_exploitation_issues(harm)) != 0 ||
           (suffered & vocab_exploitation_harms(harm)) != 0;
}

static void harms(struct tale *tale)
{
    struct interview_record *interview = &tale->record.interview;
    uint8_t usual = choice_draw(&tale->plan->choices, CHOICE_HARM_SUFFERED, &tale->rng);
    bool sexual = rng_chance(&tale->rng, 130) && tale->child.exploited[HARM_CSE];
    bool criminal = rng_chance(&tale->rng, 130) && tale->child.exploited[HARM_CCE];
    uint8_t suffered = sexual ? vocab_find(VOCAB_HARM_SUFFERED, slice_of("exploitation_sexual"))
                       : criminal
                           ? vocab_find(VOCAB_HARM_SUFFERED, slice_of("exploitation_criminal"))
                           : usual;
    interview->harms = (struct code_list){.count = 1, .codes = {suffered}};
}

void issues_make(struct tale *tale, bool by_others, bool named[])
{
    struct interview_record *interview = &tale->record.interview;
    const struct choices *choices = &tale->plan->choices;
    bool silent = rng_chance(&tale->rng, SILENT_PER_MILLE), none = rng_chance(&tale->rng, 500);
    if (!silent) {
        causes(tale, by_others);
    } else if (!none && !by_others) {
        const char *said = rng_chance(&tale->rng, 600) ? "declined_to_say" : "not_known";
        issue_add(tale, vocab_find(VOCAB_ISSUE, slice_of(said)), by_others);
    }
    if (!by_others) {
        harms(tale);
    }
    bool some = false;
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        named[harm] = any(interview, harm);
        some = some || named[harm];
    }
    enum choice_table after = some ? CHOICE_ACTION_HARM : CHOICE_ACTION;
    interview->actions =
        (struct code_list){.count = 1, .codes = {choice_draw(choices, after, &tale->rng)}};
}
