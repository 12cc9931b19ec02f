public import Vocabulary
import Yams

extension Policy {
    /// Reads a policy text: YAML of the form in `docs/policy.md`, with every key, once, and no other.
    /// - Throws: `policy.malformed`, `policy.below-profile`; the reason says the line and what is wrong there, and repeats
    ///   of the text nothing but keys and plain short words.
    public init(parsing yaml: String) throws(Failure) {
        let root = try Policy.compose(yaml)
        let top = try PolicySection(
            root, line: 1,
            keys: [
                "profile", "purposes", "authorisation", "probe", "break-glass", "review", "candidates", "retention",
                "sign-in",
            ], optional: Policy.laterSections)
        let authorisation = try top.section("authorisation", keys: ["approval", "longest-days", "most-searches"])
        let probe = try top.section("probe", keys: ["types", "type-must-be-declared"])
        let breakGlass = try top.section("break-glass", keys: ["allowed", "deadline-hours"])
        let review = try top.section("review", keys: ["examiners", "corroboration-required"])
        let candidates = try top.section("candidates", keys: ["longest-list"])
        let retention = try top.section("retention", keys: ["probe-days", "result-days", "log-payload-days"])
        let signIn = try top.section("sign-in", keys: ["second-factor-required", "idle-minutes", "longest-hours"])
        let later = try LaterSections(top)

        profile = try top.choice("profile", of: Profile.self)
        purposes = try top.shortWords("purposes", count: Bounds.purposes, length: Bounds.purposeLength)
        approval = try authorisation.choice("approval", of: Approval.self)
        longestAuthorisationDays = try authorisation.number("longest-days", in: Bounds.longestAuthorisationDays)
        mostSearchesPerAuthorisation = try authorisation.number(
            "most-searches", in: Bounds.mostSearchesPerAuthorisation)
        probeTypes = try probe.choices("types", of: ProbeType.self)
        probeTypeMustBeDeclared = try probe.flag("type-must-be-declared")
        breakGlassAllowed = try breakGlass.flag("allowed")
        breakGlassDeadlineHours = try breakGlass.number("deadline-hours", in: Bounds.breakGlassDeadlineHours)
        examinersNeeded = try review.number("examiners", in: Bounds.examinersNeeded)
        corroborationRequired = try review.flag("corroboration-required")
        longestCandidateList = try candidates.number("longest-list", in: Bounds.longestCandidateList)
        probeRetentionDays = try retention.number("probe-days", in: Bounds.probeRetentionDays)
        resultRetentionDays = try retention.number("result-days", in: Bounds.resultRetentionDays)
        payloadRetentionDays = try retention.number("log-payload-days", in: Bounds.payloadRetentionDays)
        secondFactorRequired = try signIn.flag("second-factor-required")
        idleMinutes = try signIn.number("idle-minutes", in: Bounds.idleMinutes)
        longestSessionHours = try signIn.number("longest-hours", in: Bounds.longestSessionHours)

        smallestReportedCount = try later.report.number("smallest-count", in: Bounds.smallestReportedCount)
        accessDays = try later.rights.number("access-days", in: Bounds.accessDays)
        erasureDays = try later.rights.number("erasure-days", in: Bounds.erasureDays)
        protectionDays = try later.rights.number("protection-days", in: Bounds.protectionDays)
        longestUncosignedHours = try later.witness.number("uncosigned-hours", in: Bounds.longestUncosignedHours)
        signals = try SignalLimits(later.signals)

        guard approval != .none || !breakGlassAllowed else {
            throw PolicyProblem.malformed(
                line: breakGlass.line("allowed"),
                "`break-glass.allowed` is true, and with `authorisation.approval` none there is nobody to decide on it")
        }
        let sections = [top, authorisation, probe, breakGlass, review, candidates, retention, signIn, later.signals]
        for floor in PolicyFloor.all where floor.profile == profile && !floor.holds(self) {
            throw PolicyProblem.belowProfile(line: sections.lazy.compactMap { $0.lines[floor.path] }.first, floor)
        }
    }

    /// The sections that texts from before there was a desk for overseers do not have. Such a text has its profile's standard.
    private struct LaterSections {
        let report, rights, witness, signals: PolicySection

        init(_ top: PolicySection) throws(Failure) {
            let profile = try top.choice("profile", of: Profile.self)
            func section(_ key: String, _ keys: [String]) throws(Failure) -> PolicySection {
                if let section = try top.optionalSection(key, keys: keys) { return section }
                let root = try Policy.compose(Policy.standardText(for: profile))
                return try PolicySection(root, line: 1, keys: Policy.laterSections, ignoringOthers: true)
                    .section(key, keys: keys)
            }
            report = try section("report", ["smallest-count"])
            rights = try section("rights", ["access-days", "erasure-days", "protection-days"])
            witness = try section("witness", ["uncosigned-hours"])
            signals = try section("signals", SignalLimits.keys.map(\.name))
        }
    }

    private static let laterSections = ["report", "rights", "witness", "signals"]

    private static func compose(_ yaml: String) throws(Failure) -> Node {
        try PolicyScan.check(yaml)
        let root: Node?
        do {
            // The encoding is named because Yams would otherwise look for it in the environment.
            root = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot()
        } catch {
            throw problem(error)
        }
        guard let root else { throw PolicyProblem.malformed(line: 1, "the policy is empty") }
        return root
    }

    /// Of a parser's error the line and its own words; what Yams would quote from the text is left out.
    private static func problem(_ error: any Error) -> Failure {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            PolicyProblem.malformed(line: mark.line, "it is no YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            PolicyProblem.malformed(
                line: context.mark.line,
                "\(keys.first.flatMap(PolicyProblem.plain).map { "`\($0)`" } ?? "a key") is given more than once")
        default:
            PolicyProblem.malformed(line: nil, "it is no YAML")
        }
    }
}
