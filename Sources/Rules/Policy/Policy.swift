public import Vocabulary

/// The limits that a home is run by. Comes only from a policy text (``Policy/init(parsing:)``), so each value is within
/// ``Policy/Bounds`` and none is below its profile's floor. `docs/policy.md` explains each field.
public struct Policy: Hashable, Sendable {
    public let profile: Profile
    /// The closed list of what one may search for; not empty, in the order of the text.
    public let purposes: [String]

    public let approval: Approval
    /// Days from an authorisation's first moment to its last.
    public let longestAuthorisationDays: Int
    public let mostSearchesPerAuthorisation: Int

    /// Not empty.
    public let probeTypes: Set<ProbeType>
    public let probeTypeMustBeDeclared: Bool

    public let breakGlassAllowed: Bool
    /// Hours in which an approver has to answer a break-glass search.
    public let breakGlassDeadlineHours: Int

    /// How many examiners have to agree for a finding. 0: no finding is asked for.
    public let examinersNeeded: Int
    public let corroborationRequired: Bool

    /// The most candidates that one search may show.
    public let longestCandidateList: Int

    public let probeRetentionDays: Int
    public let resultRetentionDays: Int
    /// Days that the payloads behind the log's entries are kept. The entries themselves stay for ever.
    public let payloadRetentionDays: Int

    public let secondFactorRequired: Bool
    /// Minutes without a request after which a session ends.
    public let idleMinutes: Int
    /// Hours after which a session ends in any case.
    public let longestSessionHours: Int

    /// In a published report, counts below this are told as "fewer than".
    public let smallestReportedCount: Int

    /// Days in which somebody who asks whether they are in a collection is answered.
    public let accessDays: Int
    /// Days in which somebody who asks to be erased, or objects, is answered.
    public let erasureDays: Int
    /// Days in which somebody who asks to be sealed or watched over is answered.
    public let protectionDays: Int

    /// Hours that the log may go without a witness's cosignature before overseers are alarmed.
    public let longestUncosignedHours: Int

    public let signals: SignalLimits
}

extension Policy {
    /// The numbers that a field may have in any profile.
    public enum Bounds {
        public static let longestAuthorisationDays = 1...365
        public static let mostSearchesPerAuthorisation = 1...1000
        public static let breakGlassDeadlineHours = 1...168
        public static let examinersNeeded = 0...3
        public static let longestCandidateList = 1...1000
        public static let probeRetentionDays = 1...3650
        public static let resultRetentionDays = 1...3650
        public static let payloadRetentionDays = 1...7300
        public static let idleMinutes = 1...480
        public static let longestSessionHours = 1...168
        public static let smallestReportedCount = 3...20
        public static let accessDays = 1...90
        public static let erasureDays = 1...90
        public static let protectionDays = 1...90
        public static let longestUncosignedHours = 1...720
        /// How many purposes there may be, and how many characters each.
        public static let purposes = 1...50
        public static let purposeLength = 1...40
    }
}

extension Policy {
    /// Whether a probe of this type may be searched with.
    /// - Parameter type: as the searcher declared it; nil when they did not.
    /// - Throws: `probe.type-undeclared`, `probe.type-not-allowed`.
    public func checkProbe(_ type: ProbeType?) throws(Failure) {
        let allowed = ProbeType.allCases.filter(probeTypes.contains).map(\.rawValue).joined(separator: ", ")
        guard let type else {
            guard probeTypeMustBeDeclared else { return }
            throw Failure(
                .probeTypeUndeclared, "The policy wants it declared what the probe is.",
                remedy: "Declare one of: \(allowed). A sketch, a lookalike or a composite is never searched with.")
        }
        guard probeTypes.contains(type) else {
            throw Failure(
                .probeTypeNotAllowed, "The policy does not allow probes of this type.", remedy: "Allowed: \(allowed).")
        }
    }
}

extension Policy {
    /// Every field under its path in the text, as it stands there, in the text's order.
    var fields: [(path: String, value: String)] {
        [
            ("profile", profile.rawValue),
            ("purposes", purposes.joined(separator: ", ")),
            ("authorisation.approval", approval.rawValue),
            ("authorisation.longest-days", "\(longestAuthorisationDays)"),
            ("authorisation.most-searches", "\(mostSearchesPerAuthorisation)"),
            ("probe.types", ProbeType.allCases.filter(probeTypes.contains).map(\.rawValue).joined(separator: ", ")),
            ("probe.type-must-be-declared", "\(probeTypeMustBeDeclared)"),
            ("break-glass.allowed", "\(breakGlassAllowed)"),
            ("break-glass.deadline-hours", "\(breakGlassDeadlineHours)"),
            ("review.examiners", "\(examinersNeeded)"),
            ("review.corroboration-required", "\(corroborationRequired)"),
            ("candidates.longest-list", "\(longestCandidateList)"),
            ("retention.probe-days", "\(probeRetentionDays)"),
            ("retention.result-days", "\(resultRetentionDays)"),
            ("retention.log-payload-days", "\(payloadRetentionDays)"),
            ("sign-in.second-factor-required", "\(secondFactorRequired)"),
            ("sign-in.idle-minutes", "\(idleMinutes)"),
            ("sign-in.longest-hours", "\(longestSessionHours)"),
            ("report.smallest-count", "\(smallestReportedCount)"),
            ("rights.access-days", "\(accessDays)"),
            ("rights.erasure-days", "\(erasureDays)"),
            ("rights.protection-days", "\(protectionDays)"),
            ("witness.uncosigned-hours", "\(longestUncosignedHours)"),
        ] + signals.fields
    }
}
