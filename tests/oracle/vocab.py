"""vocab: every code that may travel, copied from the published tables and nowhere else."""

KINDS = ("episode", "interview", "assessment", "decision")
HARMS_OF = ("cse", "cce")
LEVELS = ("none", "low", "medium", "high")

EPISODE_KINDS = ("missing", "away")
PRECISIONS = ("minute", "day")
STATUSES = ("home", "looked_after", "care_leaver")
SEXES = ("female", "male", "other", "not_recorded")
ETHNICITIES = tuple(
    "WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH "
    "REFU NOBT".split()
)
PLACES = tuple(
    "home foster childrens_home secure semi_independent residential_school hospital school other "
    "not_recorded".split()
)
POLICE_RISKS = ("none_apparent", "low", "medium", "high", "not_recorded")
RETURNED_BY = ("own_accord", "police", "carer", "professional", "other", "not_recorded")
DISABILITIES = ("yes", "no", "not_recorded")
MARKERS = tuple(
    "child_protection_plan missing_education home_educated gang_known nrm_referred philomena_held "
    "education_health_care_plan".split()
)

OUTCOMES = tuple(
    "pending completed declined refused_on_arrival not_present no_reply not_offered".split()
)
DECLINE_REASONS = tuple(
    "did_not_see_need does_not_trust_services too_many_professionals no_reason_given other".split()
)
NOT_OFFERED_REASONS = tuple(
    "missing_again unable_to_contact placed_out_of_area not_in_local_policy in_custody "
    "in_hospital turned_18 other".split()
)
REASONS_FOR = {
    "declined": DECLINE_REASONS,
    "refused_on_arrival": DECLINE_REASONS,
    "not_offered": NOT_OFFERED_REASONS,
}
ISSUES = tuple(
    "family_conflict parental_separation domestic_abuse neglect emotional_abuse physical_abuse "
    "sexual_abuse parental_substance_misuse parental_mental_health communication_breakdown "
    "boundaries placement_unhappy placement_move school_problems bullying bereavement "
    "told_to_leave mental_health self_harm learning_need see_family see_friends relationship "
    "parties alcohol drugs antisocial_behaviour gang cse_concern cce_concern "
    "trafficking_concern online_contact debt not_missing declined_to_say not_known other".split()
)
ISSUE_SOURCES = ("child", "carer", "family", "professional", "police")
CONFIDENCES = ("disclosed", "observed", "inferred")
HARMS = tuple(
    "none_disclosed physical sexual exploitation_sexual exploitation_criminal substance self_harm "
    "theft_or_robbery not_known".split()
)
ACTIONS = tuple(
    "strategy_meeting section_47 nrm_referral police_intelligence social_care_referral "
    "early_help_referral health_referral mental_health_referral substance_misuse_referral "
    "school_liaison safety_plan placement_review mediation exploitation_assessment "
    "no_further_action".split()
)
ROLES = tuple(
    "return_interview_worker missing_coordinator social_worker residential_worker foster_carer "
    "youth_worker voluntary_sector police_officer health_professional education_professional "
    "panel_chair team_manager other".split()
)

ITEM_WHENS = ("lifetime", "current", "past", "both")
HARM_STATUSES = ("none_known", "suspected", "known")
MODELS = tuple(
    "online peer_on_peer boyfriend_girlfriend befriending_grooming party position_of_trust "
    "organised_network gang lone_offender street_grooming county_lines other not_known".split()
)
RATIONALES = tuple(
    "evidence_of_harm pattern_of_missing new_information risk_reduced_with_evidence "
    "safety_plan_working moved_area turned_18 no_longer_at_risk differs_from_score other".split()
)

# An issue or harm code names an exploitation harm.
ISSUES_NAMING = {
    "cse": frozenset(("cse_concern", "trafficking_concern")),
    "cce": frozenset(("cce_concern", "gang", "debt", "trafficking_concern")),
}
HARMS_NAMING = {
    "cse": frozenset(("sexual", "exploitation_sexual")),
    "cce": frozenset(("exploitation_criminal",)),
}
NOT_AN_ISSUE = frozenset(("not_known", "declined_to_say"))

# Reject codes in the order in which the checks are made.
CODES = tuple(
    "ROUTE EMPTY SIZE ENC UTF8 DEPTH JSON_SYNTAX JSON_DUPLICATE_KEY NUM TYPE SCHEMA CODE_UNKNOWN "
    "TIME_NOOFFSET TIME ORDER STATUS AGE REVISION_CONFLICT".split()
)
