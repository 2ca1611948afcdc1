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
    uint32_t count = life_assessments_before(life, to + 1);
    uint32_t latest = count == 0 ? 0 : life->assessments[count - 1].latest[harm];
    if (latest == 0 || life->assessments[latest - 1].at < from) {
        return NULL;
    }
    return &life->assessments[latest - 1];
}

bool risk_assessed(const struct life *life, uint8_t harm, int64_t from, int64_t to)
{
    return risk_assessment(life, harm, from, to) != NULL;
}

const struct life_decision *risk_decision(const struct life *life, uint8_t harm, int64_t instant)
{
    uint32_t count = life_decisions_before(life, instant + 1);
    uint32_t latest = count == 0 ? 0 : life->decisions[count - 1].latest[harm];
    return latest == 0 ? NULL : &life->decisions[latest - 1];
}

bool risk_decided(const struct life *life, uint8_t harm, int64_t from, int64_t to)
{
    const struct life_decision *latest = risk_decision(life, harm, to);
    return latest != NULL && latest->at >= from;
}

uint8_t risk_level_before(const struct life *life, uint32_t number)
{
    uint8_t harm = life->decisions[number].is->harm;
    uint32_t latest = number == 0 ? 0 : life->decisions[number - 1].latest[harm];
    return latest == 0 ? LEVEL_NONE : life->decisions[latest - 1].is->level;
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
