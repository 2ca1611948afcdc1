/* vocab: the tables of codes.md. The order is public within a build only: nothing that leaves the
 * program carries a number of a code, so codes may be added anywhere but never taken away.
 */
#include "domain/vocab.h"

#include <assert.h>
#include <string.h>

/* Codes that this file itself speaks of; the rows below take their places from these names. */
enum {
    ISSUE_GANG = 28,
    ISSUE_CSE_CONCERN = 29,
    ISSUE_CCE_CONCERN = 30,
    ISSUE_TRAFFICKING_CONCERN = 31,
    ISSUE_DEBT = 33,
    ISSUE_DECLINED_TO_SAY = 35,
    ISSUE_NOT_KNOWN = 36,
    ISSUE_COUNT = 37
};
enum {
    SUFFERED_NONE_DISCLOSED = 1,
    SUFFERED_SEXUAL = 3,
    SUFFERED_EXPLOITATION_SEXUAL = 4,
    SUFFERED_EXPLOITATION_CRIMINAL = 5,
    SUFFERED_NOT_KNOWN = 9,
    SUFFERED_COUNT = 9
};
enum { REASON_LAST_DECLINED = 4, REASON_OTHER = 12 }; /* not-offered codes in between */

#define NAMED(name_) .name = (name_), .size = sizeof(name_) - 1

static const struct vocab_code episode_kinds[] = {
    [KIND_MISSING] = {NAMED("missing"), .label = "Missing"},
    [KIND_AWAY] = {NAMED("away"), .label = "Away without authorisation"},
};

static const struct vocab_code precisions[] = {
    [PRECISION_MINUTE] = {NAMED("minute"), .label = "To the minute"},
    [PRECISION_DAY] = {NAMED("day"), .label = "Dates only"},
};

static const struct vocab_code statuses[] = {
    [STATUS_HOME] = {NAMED("home"), .label = "Living at home"},
    [STATUS_LOOKED_AFTER] = {NAMED("looked_after"), .label = "Looked after"},
    [STATUS_CARE_LEAVER] = {NAMED("care_leaver"), .label = "Care leaver"},
};

static const struct vocab_code sexes[] = {
    [SEX_FEMALE] = {NAMED("female"), .label = "Female"},
    [SEX_MALE] = {NAMED("male"), .label = "Male"},
    [SEX_OTHER] = {NAMED("other"), .label = "Other"},
    [SEX_NOT_RECORDED] = {NAMED("not_recorded"), .label = "Not recorded"},
};

static const struct vocab_code ethnicities[] = {
    {0},
    {NAMED("WBRI"), .label = "White British"},
    {NAMED("WIRI"), .label = "White Irish"},
    {NAMED("WIRT"), .label = "Traveller of Irish heritage"},
    {NAMED("WROM"), .label = "Gypsy or Roma"},
    {NAMED("WOTH"), .label = "Any other White background"},
    {NAMED("MWBC"), .label = "White and Black Caribbean"},
    {NAMED("MWBA"), .label = "White and Black African"},
    {NAMED("MWAS"), .label = "White and Asian"},
    {NAMED("MOTH"), .label = "Any other mixed background"},
    {NAMED("AIND"), .label = "Indian"},
    {NAMED("APKN"), .label = "Pakistani"},
    {NAMED("ABAN"), .label = "Bangladeshi"},
    {NAMED("AOTH"), .label = "Any other Asian background"},
    {NAMED("BCRB"), .label = "Caribbean"},
    {NAMED("BAFR"), .label = "African"},
    {NAMED("BOTH"), .label = "Any other Black background"},
    {NAMED("CHNE"), .label = "Chinese"},
    {NAMED("OOTH"), .label = "Any other ethnic group"},
    {NAMED("REFU"), .label = "Refused"},
    {NAMED("NOBT"), .label = "Not yet obtained"},
};

static const struct vocab_code places[] = {
    {0},
    {NAMED("home"), .label = "Home"},
    {NAMED("foster"), .label = "Foster placement"},
    {NAMED("childrens_home"), .label = "Children's home"},
    {NAMED("secure"), .label = "Secure unit"},
    {NAMED("semi_independent"), .label = "Semi-independent living"},
    {NAMED("residential_school"), .label = "Residential school"},
    {NAMED("hospital"), .label = "Hospital"},
    {NAMED("school"), .label = "School"},
    {NAMED("other"), .label = "Other"},
    {NAMED("not_recorded"), .label = "Not recorded"},
};

static const struct vocab_code police_risks[] = {
    [POLICE_RISK_NONE_APPARENT] = {NAMED("none_apparent"), .label = "No apparent risk"},
    [POLICE_RISK_LOW] = {NAMED("low"), .label = "Low"},
    [POLICE_RISK_MEDIUM] = {NAMED("medium"), .label = "Medium"},
    [POLICE_RISK_HIGH] = {NAMED("high"), .label = "High"},
    [POLICE_RISK_NOT_RECORDED] = {NAMED("not_recorded"), .label = "Not recorded"},
};

static const struct vocab_code returners[] = {
    {0},
    {NAMED("own_accord"), .label = "Of their own accord"},
    {NAMED("police"), .label = "Police"},
    {NAMED("carer"), .label = "Carer"},
    {NAMED("professional"), .label = "Another professional"},
    {NAMED("other"), .label = "Other"},
    {NAMED("not_recorded"), .label = "Not recorded"},
};

static const struct vocab_code disabilities[] = {
    {0},
    {NAMED("yes"), .label = "Yes"},
    {NAMED("no"), .label = "No"},
    {NAMED("not_recorded"), .label = "Not recorded"},
};

static const struct vocab_code markers[] = {
    {0},
    {NAMED("child_protection_plan"), .label = "Child protection plan"},
    {NAMED("missing_education"), .label = "Missing education"},
    {NAMED("home_educated"), .label = "Educated at home"},
    {NAMED("gang_known"), .label = "Known gang association"},
    {NAMED("nrm_referred"), .label = "Referred to the National Referral Mechanism"},
    {NAMED("philomena_held"), .label = "Philomena form held"},
    {NAMED("education_health_care_plan"), .label = "Education, health and care plan"},
};

static const struct vocab_code outcomes[] = {
    [OUTCOME_PENDING] = {NAMED("pending"), .label = "Pending"},
    [OUTCOME_COMPLETED] = {NAMED("completed"), .label = "Completed"},
    [OUTCOME_DECLINED] = {NAMED("declined"), .label = "Declined"},
    [OUTCOME_REFUSED_ON_ARRIVAL] = {NAMED("refused_on_arrival"), .label = "Refused on arrival"},
    [OUTCOME_NOT_PRESENT] = {NAMED("not_present"), .label = "Child not present"},
    [OUTCOME_NO_REPLY] = {NAMED("no_reply"), .label = "No reply"},
    [OUTCOME_NOT_OFFERED] = {NAMED("not_offered"), .label = "Not offered"},
};

static const struct vocab_code reasons[] = {
    {0},
    {NAMED("did_not_see_need"), .label = "Did not see the need"},
    {NAMED("does_not_trust_services"), .label = "Does not trust services"},
    {NAMED("too_many_professionals"), .label = "Too many professionals"},
    [REASON_LAST_DECLINED] = {NAMED("no_reason_given"), .label = "No reason given"},
    {NAMED("missing_again"), .label = "Missing again"},
    {NAMED("unable_to_contact"), .label = "Unable to contact"},
    {NAMED("placed_out_of_area"), .label = "Placed out of area"},
    {NAMED("not_in_local_policy"), .label = "Not in local policy"},
    {NAMED("in_custody"), .label = "In custody"},
    {NAMED("in_hospital"), .label = "In hospital"},
    {NAMED("turned_18"), .label = "Turned 18"},
    [REASON_OTHER] = {NAMED("other"), .label = "Other"},
};

static const struct vocab_code roles[] = {
    {0},
    {NAMED("return_interview_worker"), .label = "Return interview worker"},
    {NAMED("missing_coordinator"), .label = "Missing coordinator"},
    {NAMED("social_worker"), .label = "Social worker"},
    {NAMED("residential_worker"), .label = "Residential worker"},
    {NAMED("foster_carer"), .label = "Foster carer"},
    {NAMED("youth_worker"), .label = "Youth worker"},
    {NAMED("voluntary_sector"), .label = "Voluntary sector"},
    {NAMED("police_officer"), .label = "Police officer"},
    {NAMED("health_professional"), .label = "Health professional"},
    {NAMED("education_professional"), .label = "Education professional"},
    {NAMED("panel_chair"), .label = "Panel chair"},
    {NAMED("team_manager"), .label = "Team manager"},
    {NAMED("other"), .label = "Other"},
};

static const struct vocab_code issues[] = {
    {0},
    {NAMED("family_conflict"), "Family conflict", "", ISSUE_PUSH},
    {NAMED("parental_separation"), "Parental separation", "", ISSUE_PUSH},
    {NAMED("domestic_abuse"), "Domestic abuse at home", "3A 3B 3C", ISSUE_PUSH},
    {NAMED("neglect"), "Neglect", "16A", ISSUE_PUSH},
    {NAMED("emotional_abuse"), "Emotional abuse", "17A", ISSUE_PUSH},
    {NAMED("physical_abuse"), "Physical abuse", "18B 18C", ISSUE_PUSH},
    {NAMED("sexual_abuse"), "Sexual abuse", "19B 19C", ISSUE_PUSH},
    {NAMED("parental_substance_misuse"), "Parental drug or alcohol misuse", "1B 2B", ISSUE_PUSH},
    {NAMED("parental_mental_health"), "Parental mental health", "4B", ISSUE_PUSH},
    {NAMED("communication_breakdown"), "Breakdown in communication", "", ISSUE_PUSH},
    {NAMED("boundaries"), "Dispute over rules or free time", "", ISSUE_PUSH},
    {NAMED("placement_unhappy"), "Unhappy in placement", "", ISSUE_PUSH},
    {NAMED("placement_move"), "Placement move, made or feared", "", ISSUE_PUSH},
    {NAMED("school_problems"), "Problems at school, exclusion", "", ISSUE_PUSH},
    {NAMED("bullying"), "Bullying", "", ISSUE_PUSH},
    {NAMED("bereavement"), "Bereavement", "", ISSUE_PUSH},
    {NAMED("told_to_leave"), "Told to leave", "", ISSUE_PUSH},
    {NAMED("mental_health"), "Child's mental health", "4A", ISSUE_PUSH},
    {NAMED("self_harm"), "Self-harm", "15A", ISSUE_PUSH},
    {NAMED("learning_need"), "Learning disability or need", "5A", ISSUE_PUSH},
    {NAMED("see_family"), "To see family", "", ISSUE_PULL},
    {NAMED("see_friends"), "To see friends", "", ISSUE_PULL},
    {NAMED("relationship"), "Boyfriend or girlfriend", "", ISSUE_PULL},
    {NAMED("parties"), "Parties or gatherings", "", ISSUE_PULL},
    {NAMED("alcohol"), "Child's alcohol use", "1A", ISSUE_PULL},
    {NAMED("drugs"), "Child's drug use", "2A", ISSUE_PULL},
    {NAMED("antisocial_behaviour"), "Anti-social behaviour", "14A", ISSUE_PULL},
    [ISSUE_GANG] = {NAMED("gang"), "Gang association", "13A", ISSUE_PULL},
    [ISSUE_CSE_CONCERN] = {NAMED("cse_concern"), "Concern about child sexual exploitation", "11A",
                           ISSUE_PULL},
    [ISSUE_CCE_CONCERN] = {NAMED("cce_concern"),
                           "Concern about child criminal exploitation, county lines", "24A",
                           ISSUE_PULL},
    [ISSUE_TRAFFICKING_CONCERN] = {NAMED("trafficking_concern"), "Concern about trafficking", "12A",
                                   ISSUE_PULL},
    {NAMED("online_contact"), "Contact made online", "", ISSUE_PULL},
    [ISSUE_DEBT] = {NAMED("debt"), "Debt", "", ISSUE_PULL},
    {NAMED("not_missing"), "Child does not think they were missing", "", ISSUE_OTHER},
    [ISSUE_DECLINED_TO_SAY] = {NAMED("declined_to_say"), "Declined to say", "", ISSUE_OTHER},
    [ISSUE_NOT_KNOWN] = {NAMED("not_known"), "Not known", "", ISSUE_OTHER},
    {NAMED("other"), "Other", "20", ISSUE_OTHER},
};

static const struct vocab_code issue_sources[] = {
    [ISSUE_SOURCE_CHILD] = {NAMED("child"), .label = "Child"},
    {NAMED("carer"), .label = "Carer"},
    {NAMED("family"), .label = "Family"},
    {NAMED("professional"), .label = "Professional"},
    {NAMED("police"), .label = "Police"},
};

static const struct vocab_code confidences[] = {
    {0},
    {NAMED("disclosed"), .label = "Disclosed"},
    {NAMED("observed"), .label = "Observed"},
    {NAMED("inferred"), .label = "Inferred"},
};

static const struct vocab_code harms_suffered[] = {
    [SUFFERED_NONE_DISCLOSED] = {NAMED("none_disclosed"), .label = "None disclosed"},
    {NAMED("physical"), .label = "Physical harm"},
    [SUFFERED_SEXUAL] = {NAMED("sexual"), .label = "Sexual harm"},
    [SUFFERED_EXPLOITATION_SEXUAL] = {NAMED("exploitation_sexual"), .label = "Sexual exploitation"},
    [SUFFERED_EXPLOITATION_CRIMINAL] = {NAMED("exploitation_criminal"),
                                        .label = "Criminal exploitation"},
    {NAMED("substance"), .label = "Drugs or alcohol"},
    {NAMED("self_harm"), .label = "Self-harm"},
    {NAMED("theft_or_robbery"), .label = "Theft or robbery"},
    [SUFFERED_NOT_KNOWN] = {NAMED("not_known"), .label = "Not known"},
};

static const struct vocab_code interview_actions[] = {
    {0},
    {NAMED("strategy_meeting"), .label = "Strategy meeting"},
    {NAMED("section_47"), .label = "Section 47 enquiry"},
    {NAMED("nrm_referral"), .label = "Referral to the National Referral Mechanism"},
    {NAMED("police_intelligence"), .label = "Intelligence to police"},
    {NAMED("social_care_referral"), .label = "Social care referral"},
    {NAMED("early_help_referral"), .label = "Early help referral"},
    {NAMED("health_referral"), .label = "Health referral"},
    {NAMED("mental_health_referral"), .label = "Mental health referral"},
    {NAMED("substance_misuse_referral"), .label = "Substance misuse referral"},
    {NAMED("school_liaison"), .label = "Liaison with school"},
    {NAMED("safety_plan"), .label = "Safety plan"},
    {NAMED("placement_review"), .label = "Placement review"},
    {NAMED("mediation"), .label = "Mediation"},
    {NAMED("exploitation_assessment"), .label = "Exploitation assessment"},
    {NAMED("no_further_action"), .label = "No further action"},
};

static const struct vocab_code harms[] = {
    [HARM_CSE] = {NAMED("cse"), .label = "Child sexual exploitation"},
    [HARM_CCE] = {NAMED("cce"), .label = "Child criminal exploitation"},
};

static const struct vocab_code whens[] = {
    [WHEN_LIFETIME] = {NAMED("lifetime"), .label = "At some time in life"},
    [WHEN_CURRENT] = {NAMED("current"), .label = "Current"},
    [WHEN_PAST] = {NAMED("past"), .label = "Past"},
    [WHEN_BOTH] = {NAMED("both"), .label = "Past and current"},
};

static const struct vocab_code harm_statuses[] = {
    [HARM_STATUS_NONE_KNOWN] = {NAMED("none_known"), .label = "None known"},
    [HARM_STATUS_SUSPECTED] = {NAMED("suspected"), .label = "Suspected"},
    [HARM_STATUS_KNOWN] = {NAMED("known"), .label = "Known"},
};

static const struct vocab_code models[] = {
    {0},
    {NAMED("online"), .label = "Online"},
    {NAMED("peer_on_peer"), .label = "Peer on peer"},
    {NAMED("boyfriend_girlfriend"), .label = "Boyfriend or girlfriend"},
    {NAMED("befriending_grooming"), .label = "Befriending and grooming"},
    {NAMED("party"), .label = "Party"},
    {NAMED("position_of_trust"), .label = "Position of trust"},
    {NAMED("organised_network"), .label = "Organised network"},
    {NAMED("gang"), .label = "Gang"},
    {NAMED("lone_offender"), .label = "Lone offender"},
    {NAMED("street_grooming"), .label = "Street grooming"},
    {NAMED("county_lines"), .label = "County lines"},
    {NAMED("other"), .label = "Other"},
    {NAMED("not_known"), .label = "Not known"},
};

static const struct vocab_code levels[] = {
    [LEVEL_NONE] = {NAMED("none"), .label = "None"},
    [LEVEL_LOW] = {NAMED("low"), .label = "Low"},
    [LEVEL_MEDIUM] = {NAMED("medium"), .label = "Medium"},
    [LEVEL_HIGH] = {NAMED("high"), .label = "High"},
};

static const struct vocab_code rationales[] = {
    {0},
    {NAMED("evidence_of_harm"), .label = "Evidence of harm"},
    {NAMED("pattern_of_missing"), .label = "Pattern of going missing"},
    {NAMED("new_information"), .label = "New information"},
    {NAMED("risk_reduced_with_evidence"), .label = "Risk reduced, with evidence"},
    {NAMED("safety_plan_working"), .label = "Safety plan is working"},
    {NAMED("moved_area"), .label = "Moved area"},
    {NAMED("turned_18"), .label = "Turned 18"},
    {NAMED("no_longer_at_risk"), .label = "No longer at risk"},
    {NAMED("differs_from_score"), .label = "Differs from the score"},
    {NAMED("other"), .label = "Other"},
};

#define LIST(name, codes)                                                                          \
    {                                                                                              \
        (name), (codes), (uint8_t)(sizeof(codes) / sizeof((codes)[0]) - 1)                         \
    }

static const struct vocab lists[VOCAB_LIST_COUNT] = {
    [VOCAB_EPISODE_KIND] = LIST("episode_kind", episode_kinds),
    [VOCAB_PRECISION] = LIST("precision", precisions),
    [VOCAB_STATUS] = LIST("status", statuses),
    [VOCAB_SEX] = LIST("sex", sexes),
    [VOCAB_ETHNICITY] = LIST("ethnicity", ethnicities),
    [VOCAB_PLACE] = LIST("place", places),
    [VOCAB_POLICE_RISK] = LIST("police_risk", police_risks),
    [VOCAB_RETURNED_BY] = LIST("returned_by", returners),
    [VOCAB_DISABILITY] = LIST("disability", disabilities),
    [VOCAB_MARKER] = LIST("marker", markers),
    [VOCAB_OUTCOME] = LIST("outcome", outcomes),
    [VOCAB_REASON] = LIST("reason", reasons),
    [VOCAB_ROLE] = LIST("role", roles),
    [VOCAB_ISSUE] = LIST("issue", issues),
    [VOCAB_ISSUE_SOURCE] = LIST("issue_source", issue_sources),
    [VOCAB_CONFIDENCE] = LIST("confidence", confidences),
    [VOCAB_HARM_SUFFERED] = LIST("harm_suffered", harms_suffered),
    [VOCAB_INTERVIEW_ACTION] = LIST("interview_action", interview_actions),
    [VOCAB_HARM] = LIST("harm", harms),
    [VOCAB_WHEN] = LIST("when", whens),
    [VOCAB_HARM_STATUS] = LIST("harm_status", harm_statuses),
    [VOCAB_MODEL] = LIST("model", models),
    [VOCAB_LEVEL] = LIST("level", levels),
    [VOCAB_RATIONALE] = LIST("rationale", rationales),
};

_Static_assert(sizeof issues / sizeof issues[0] == ISSUE_COUNT + 1, "an issue moved");
_Static_assert(sizeof reasons / sizeof reasons[0] == REASON_OTHER + 1, "`other` is not last");

const struct vocab *vocab_of(enum vocab_list list)
{
    assert(list < VOCAB_LIST_COUNT);
    return &lists[list];
}

uint8_t vocab_find(enum vocab_list list, struct slice name)
{
    const struct vocab *vocab = vocab_of(list);
    for (unsigned code = 1; code <= vocab->count; code++) {
        const struct vocab_code *known = &vocab->codes[code];
        if (known->size == name.size && known->name[0] == name.at[0] &&
            memcmp(known->name, name.at, name.size) == 0) {
            return (uint8_t)code;
        }
    }
    return 0;
}

const char *vocab_name(enum vocab_list list, uint8_t code)
{
    assert(code > 0);
    assert(code <= vocab_of(list)->count);
    return lists[list].codes[code].name;
}

const char *vocab_label(enum vocab_list list, uint8_t code)
{
    assert(code > 0);
    assert(code <= vocab_of(list)->count);
    return lists[list].codes[code].label;
}

unsigned vocab_reason_use(uint8_t reason)
{
    assert(reason > 0);
    assert(reason <= REASON_OTHER);
    if (reason == REASON_OTHER) {
        return REASON_DECLINED | REASON_NOT_OFFERED;
    }
    return reason <= REASON_LAST_DECLINED ? REASON_DECLINED : REASON_NOT_OFFERED;
}

bool vocab_reason_fits(uint8_t outcome, uint8_t reason)
{
    unsigned use = vocab_reason_use(reason);
    switch (outcome) {
    case OUTCOME_DECLINED:
    case OUTCOME_REFUSED_ON_ARRIVAL:
        return (use & REASON_DECLINED) != 0;
    case OUTCOME_NOT_OFFERED:
        return (use & REASON_NOT_OFFERED) != 0;
    default:
        return true;
    }
}

uint64_t vocab_exploitation_issues(uint8_t harm)
{
    assert(harm == HARM_CSE || harm == HARM_CCE);
    return harm == HARM_CSE ? CODE_BIT(ISSUE_CSE_CONCERN) | CODE_BIT(ISSUE_TRAFFICKING_CONCERN)
                            : CODE_BIT(ISSUE_CCE_CONCERN) | CODE_BIT(ISSUE_GANG) |
                                  CODE_BIT(ISSUE_DEBT) | CODE_BIT(ISSUE_TRAFFICKING_CONCERN);
}

uint64_t vocab_exploitation_harms(uint8_t harm)
{
    assert(harm == HARM_CSE || harm == HARM_CCE);
    return harm == HARM_CSE ? CODE_BIT(SUFFERED_SEXUAL) | CODE_BIT(SUFFERED_EXPLOITATION_SEXUAL)
                            : CODE_BIT(SUFFERED_EXPLOITATION_CRIMINAL);
}

uint64_t vocab_telling_issues(void)
{
    return (CODE_BIT(ISSUE_COUNT + 1) - 1) & ~CODE_BIT(ISSUE_NOT_KNOWN) &
           ~CODE_BIT(ISSUE_DECLINED_TO_SAY);
}

uint64_t vocab_telling_harms(void)
{
    return (CODE_BIT(SUFFERED_COUNT + 1) - 1) & ~CODE_BIT(SUFFERED_NONE_DISCLOSED) &
           ~CODE_BIT(SUFFERED_NOT_KNOWN);
}
