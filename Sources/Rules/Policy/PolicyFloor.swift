/// Something that a profile stands for, and that no policy of this profile may go below.
struct PolicyFloor: Sendable {
    let profile: Profile
    /// The field that is too low, by its path in the text.
    let path: String
    /// What the profile asks for, and why.
    let sentence: String
    let holds: @Sendable (Policy) -> Bool

    /// A household has none: it may do without approval, examiners and a second factor.
    static let all: [PolicyFloor] = [
        PolicyFloor(
            profile: .archive, path: "authorisation.approval",
            sentence: "a second person approves each project at least"
        ) { $0.approval >= .perProject },
        PolicyFloor(
            profile: .archive, path: "authorisation.longest-days",
            sentence: "an authorisation lasts at most 90 days, so that it is asked again whether it is still needed"
        ) { $0.longestAuthorisationDays <= 90 },

        PolicyFloor(
            profile: .investigation, path: "authorisation.approval",
            sentence: "somebody who is not the searcher approves each case"
        ) { $0.approval >= .perCase },
        PolicyFloor(
            profile: .investigation, path: "probe.type-must-be-declared",
            sentence: "the searcher declares what the probe is, so that nobody searches with a sketch or a lookalike"
        ) { $0.probeTypeMustBeDeclared },
        PolicyFloor(
            profile: .investigation, path: "break-glass.deadline-hours",
            sentence: "a search without approval is decided on within 48 hours"
        ) { $0.breakGlassDeadlineHours <= 48 },
        PolicyFloor(
            profile: .investigation, path: "review.examiners",
            sentence: "two examiners have to agree, the second blind to the first"
        ) { $0.examinersNeeded >= 2 },
        PolicyFloor(
            profile: .investigation, path: "review.corroboration-required",
            sentence: "nobody is identified by a face alone"
        ) { $0.corroborationRequired },
        PolicyFloor(
            profile: .investigation, path: "retention.log-payload-days",
            sentence: "what the log's entries stand for is kept for 183 days (EU AI Act, Art. 26(6): six months)"
        ) { $0.payloadRetentionDays >= 183 },
        PolicyFloor(
            profile: .investigation, path: "sign-in.second-factor-required",
            sentence: "signing in takes a second factor"
        ) { $0.secondFactorRequired },
        PolicyFloor(
            profile: .investigation, path: "signals.template-days",
            sentence: "for 90 days overseers can learn that a face was searched before"
        ) { $0.signals.templateDays >= 90 },
    ]
}
