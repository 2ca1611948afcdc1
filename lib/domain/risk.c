/* risk: assessments, decisions and namings of one child. */
#include "risk.h"

#include "base/civil.h"

bool risk_names(const struct interview *interview, uint8_t harm)
{
    return (interview->issues & vocab_exploitation_issues(harm)) != 0 ||
           (interview->harms & vocab_exploitation_harms(harm)) != 0;
}

const struct life_assessment *risk_assessment(const struct life *life, uint8_t harm, int64_t from,
                                              int64_t to)
{
    const struct life_assessment *latest = NULL;
    for (uint32_t i = 0; i < life->assessment_count && life->assessments[i].at <= to; i++) {
        if (life->assessments[i].is->harm == harm && life->assessments[i].at >= from) {
            latest = &life->assessments[i];
        }
    }
    return latest;
}

bool risk_assessed(const struct life *life, uint8_t harm, int64_t from, int64_t to)
{
    return risk_assessment(life, harm, from, to) != NULL;
}

const struct life_decision *risk_decision(const struct life *life, uint8_t harm, int64_t instant)
{
    const struct life_decision *latest = NULL;
    for (uint32_t i = 0; i < life->decision_count && life->decisions[i].at <= instant; i++) {
        if (life->decisions[i].is->harm == harm) {
            latest = &life->decisions[i];
        }
    }
    return latest;
}

bool risk_decided(const struct life *life, uint8_t harm, int64_t from, int64_t to)
{
    const struct life_decision *latest = risk_decision(life, harm, to);
    return latest != NULL && latest->at >= from;
}

uint8_t risk_level_before(const struct life *life, uint32_t number)
{
    for (uint32_t i = number; i-- > 0;) {
        if (life->decisions[i].is->harm == life->decisions[number].is->harm) {
            return life->decisions[i].is->level;
        }
    }
    return LEVEL_NONE;
}

int64_t risk_review_due(const struct life_decision *decision, int32_t days)
{
    int32_t last = decision->is->review_due != DATE_NONE ? decision->is->review_due
                                                         : civil_date(decision->at) + days;
    int32_t limit = date_make(2100, 12, 30); /* of civil time; windows are configured */
    return civil_midnight((last < limit ? last : limit) + 1);
}

const struct tool *risk_tool(const struct tools *tools, const struct assessment *assessment)
{
    struct texts texts = assessment_texts(assessment);
    struct slice id = texts_next(&texts);
    struct slice version = texts_next(&texts);
    const struct tool *tool = tools_find(tools, id, version);
    return tool != NULL && tool->harm == assessment->harm ? tool : NULL;
}

bool risk_score(const struct tool *tool, const struct life *life,
                const struct life_assessment *assessment, struct arena scratch,
                struct tool_score *out)
{
    uint8_t count = assessment->is->item_count;
    struct tool_answer *answers = ARENA_NEW(&scratch, struct tool_answer, count);
    if (answers == NULL) {
        return false;
    }
    struct texts texts = assessment_texts(assessment->is);
    (void)texts_next(&texts); /* the tool */
    (void)texts_next(&texts); /* its version */
    for (uint8_t i = 0; i < count; i++) {
        answers[i].when = texts_byte(&texts);
        answers[i].item = texts_next(&texts);
    }
    int32_t age =
        life->born == MONTH_NONE ? INT32_MIN : month_age(life->born, civil_date(assessment->at));
    *out = tool_score(tool, answers, count, age);
    return true;
}
