/* assess: see assess.h. Item codes and weights are those of schemas/tools; a test scores what is
 * made here with those files. */
#include "assess.h"

#include <assert.h>

#include "tale.h"

enum { MATRIX_PER_MILLE = 220, SIGNIFICANT_WEIGHT = 5, SIGNIFICANT_BOTH_WEIGHT = 6 };

static const char *const singles[] = {"emotional_neglect",
                                      "physical_abuse",
                                      "sexual_abuse",
                                      "family_breakdown",
                                      "family_domestic_abuse",
                                      "family_substance_misuse",
                                      "family_mental_health",
                                      "low_self_esteem",
                                      "unsuitable_accommodation",
                                      "isolated",
                                      "no_protective_adult",
                                      "out_late",
                                      "multiple_callers",
                                      "mobile_phone",
                                      "despair",
                                      "school_absence",
                                      "disclosure_withdrawn",
                                      "sti",
                                      "peers_exploited",
                                      "drugs",
                                      "alcohol",
                                      "internet",
                                      "living_independently"};
static const char *const significants[] = {"missing_overnight",
                                           "vehicles",
                                           "older_boyfriend",
                                           "abuse_by_controlling_adult_physical",
                                           "abuse_by_controlling_adult_emotional",
                                           "unexplained_money",
                                           "unexplained_injury",
                                           "areas_known"};
static const char *const screen[] = {
    "drug_debt",         "more_than_one_phone",   "travels_elsewhere",
    "unexplained_money", "hostile_acquaintances", "school_absence",
    "carries_weapon"};
enum {
    SINGLES = sizeof singles / sizeof singles[0],
    VULNERABILITIES = 11, /* the first of them hold for life, the rest now */
    SIGNIFICANTS = sizeof significants / sizeof significants[0],
    SCREEN = sizeof screen / sizeof screen[0]
};

static void item(struct tale *tale, const char *name, uint8_t when_)
{
    struct assessment_record *assessment = &tale->record.assessment;
    assert(assessment->item_count < ITEMS_MAX);
    assessment->items[assessment->item_count++] = (struct item){slice_of(name), when_};
}

/* Scores of each level: 0-5 none, 6-10 low, 11-15 medium, 16 and more high. */
static void seraf(struct tale *tale, uint8_t level)
{
    static const struct {
        int least, most, significants;
    } wanted[LEVEL_HIGH + 1] = {[LEVEL_NONE] = {0, 5, 0},
                                [LEVEL_LOW] = {6, 10, 1},
                                [LEVEL_MEDIUM] = {11, 15, 2},
                                [LEVEL_HIGH] = {16, 28, 3}};
    struct rng *rng = &tale->rng;
    int score = (int)rng_between(rng, wanted[level].least, wanted[level].most);
    int heavy = (int)rng_between(rng, level == LEVEL_HIGH ? 1 : 0, wanted[level].significants);
    uint64_t first = rng_below(rng, SIGNIFICANTS);
    for (int i = 0; i < heavy; i++) {
        bool both = rng_chance(rng, 200) && score >= SIGNIFICANT_BOTH_WEIGHT;
        int weight = both ? SIGNIFICANT_BOTH_WEIGHT : SIGNIFICANT_WEIGHT;
        if (score >= weight) {
            score -= weight;
            item(tale, significants[(first + (uint64_t)i) % SIGNIFICANTS],
                 both ? WHEN_BOTH : WHEN_CURRENT);
        }
    }
    first = rng_below(rng, SINGLES);
    for (int i = 0; i < score && i < SINGLES; i++) {
        uint64_t number = (first + (uint64_t)i * 7) % SINGLES; /* 7 and 23 share no factor */
        item(tale, singles[number], number < VULNERABILITIES ? WHEN_LIFETIME : WHEN_CURRENT);
    }
}

/* Two areas graded 0 to 3; an area is one item. Level none is no item at all. */
static void area_matrix(struct tale *tale, uint8_t level)
{
    static const char *const missing[] = {"missing_1", "missing_2", "missing_3"};
    static const char *const presentation[] = {"presentation_1", "presentation_2",
                                               "presentation_3"};
    static const struct {
        uint8_t missing, presentation;
    } grades[LEVEL_HIGH + 1][3] = {[LEVEL_NONE] = {{0, 0}, {0, 0}, {0, 0}},
                                   [LEVEL_LOW] = {{1, 0}, {1, 1}, {2, 1}},
                                   [LEVEL_MEDIUM] = {{2, 2}, {3, 1}, {1, 3}},
                                   [LEVEL_HIGH] = {{3, 3}, {3, 3}, {3, 3}}};
    uint64_t row = rng_below(&tale->rng, 3);
    if (grades[level][row].missing > 0) {
        item(tale, missing[grades[level][row].missing - 1], WHEN_CURRENT);
    }
    if (grades[level][row].presentation > 0) {
        item(tale, presentation[grades[level][row].presentation - 1], WHEN_CURRENT);
    }
}

/* A local checklist for criminal exploitation: no definition of it is at hand, as there was none
 * then, so it indicates nothing and is counted as unknown. */
static void checklist(struct tale *tale, uint8_t level)
{
    int count = level * 2 - 1 < SCREEN ? level * 2 - 1 : SCREEN;
    uint64_t first = rng_below(&tale->rng, SCREEN);
    for (int i = 0; i < count; i++) {
        item(tale, screen[(first + (uint64_t)i) % SCREEN], WHEN_CURRENT);
    }
}

void assess_make(struct tale *tale, uint8_t harm, uint8_t level)
{
    struct assessment_record *assessment = &tale->record.assessment;
    bool matrix = rng_chance(&tale->rng, MATRIX_PER_MILLE);
    enum choice_table models = harm == HARM_CSE ? CHOICE_MODEL_CSE : CHOICE_MODEL_CCE;
    uint8_t model = choice_draw(&tale->plan->choices, models, &tale->rng);
    if (harm == HARM_CCE) {
        assessment->tool = slice_of("cce-checklist");
        assessment->tool_version = slice_of("1");
        checklist(tale, level);
    } else if (matrix) {
        assessment->tool = slice_of("area-matrix");
        assessment->tool_version = slice_of("2017");
        area_matrix(tale, level);
    } else {
        assessment->tool = slice_of("seraf");
        assessment->tool_version = slice_of("2016-wales");
        seraf(tale, level);
    }
    if (level >= LEVEL_LOW) {
        assessment->models = (struct code_list){.count = 1, .codes = {model}};
    }
}
