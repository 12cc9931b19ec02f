import Rules
import Testing
import Vocabulary

@Suite("Floors of the profiles")
struct PolicyFloorTests {
    /// A profile's own text, one line of it changed, and whether the floor still holds.
    static let cases: [(profile: Profile, line: String, instead: String, holds: Bool)] = [
        (.archive, "approval: per-project", "approval: none", false),
        (.archive, "approval: per-project", "approval: per-case", true),
        (.archive, "longest-days: 90", "longest-days: 91", false),
        (.archive, "longest-days: 90", "longest-days: 89", true),
        (.archive, "examiners: 1", "examiners: 0", true),
        (.archive, "type-must-be-declared: false", "type-must-be-declared: true", true),
        (.investigation, "approval: per-case", "approval: per-project", false),
        (.investigation, "longest-days: 30", "longest-days: 365", true),
        (.investigation, "type-must-be-declared: true", "type-must-be-declared: false", false),
        (.investigation, "allowed: true", "allowed: false", true),
        (.investigation, "deadline-hours: 48", "deadline-hours: 49", false),
        (.investigation, "deadline-hours: 48", "deadline-hours: 1", true),
        (.investigation, "examiners: 2", "examiners: 1", false),
        (.investigation, "examiners: 2", "examiners: 0", false),
        (.investigation, "examiners: 2", "examiners: 3", true),
        (.investigation, "corroboration-required: true", "corroboration-required: false", false),
        (.investigation, "log-payload-days: 2190", "log-payload-days: 182", false),
        (.investigation, "log-payload-days: 2190", "log-payload-days: 183", true),
        (.investigation, "second-factor-required: true", "second-factor-required: false", false),
        (.investigation, "template-days: 730", "template-days: 89", false),
        (.investigation, "template-days: 730", "template-days: 90", true),
        (.archive, "template-days: 365", "template-days: 0", true),
    ]

    @Test("a policy asks for what its profile stands for, or for more", arguments: cases)
    func floors(profile: Profile, line: String, instead: String, holds: Bool) throws {
        let text = policyText(profile, [line: instead])
        #expect(code { try Policy(parsing: text) } == (holds ? nil : .policyBelowProfile))
        guard !holds else { return }
        let reason = try #require(reason { try Policy(parsing: text) })
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let index = try #require(lines.firstIndex { $0.drop { $0 == " " } == instead })
        #expect(reason.hasPrefix("line \(index + 1): `") && reason.contains("below the profile \(profile)"))
        #expect(reason.contains(instead.prefix { $0 != ":" }))
    }

    @Test("without break-glass the approval of an investigation is still asked for")
    func none() {
        let text = policyText(
            .investigation, ["approval: per-case": "approval: none", "allowed: true": "allowed: false"])
        #expect(code { try Policy(parsing: text) } == .policyBelowProfile)
    }

    @Test("a household has no floor: everything may be as low as its bounds")
    func household() throws {
        let lowest = try policy(
            .household,
            [
                "longest-days: 365": "longest-days: 1", "most-searches: 1000": "most-searches: 1",
                "deadline-hours: 24": "deadline-hours: 168", "log-payload-days: 365": "log-payload-days: 1",
            ])
        #expect(lowest.approval == .none && lowest.examinersNeeded == 0 && lowest.payloadRetentionDays == 1)
    }

    @Test("a household's text is not an archive's, nor an archive's an investigation's, by another name")
    func renamed() {
        for (text, name) in [
            (Profile.household, Profile.archive), (.household, .investigation), (.archive, .investigation),
        ] {
            let renamed = policyText(text, ["profile: \(text)": "profile: \(name)"])
            #expect(code { try Policy(parsing: renamed) } == .policyBelowProfile)
        }
        let laxer = policyText(.investigation, ["profile: investigation": "profile: archive"])
        #expect(code { try Policy(parsing: laxer) } == nil)
    }

    @Test("a probe's type is declared where the policy wants it, and one that it allows")
    func probe() throws {
        let strict = try policy(.investigation, ["types: [photo, video-still, scan]": "types: [scan, photo]"])
        #expect(code { try strict.checkProbe(nil) } == .probeTypeUndeclared)
        #expect(code { try strict.checkProbe(.videoStill) } == .probeTypeNotAllowed)
        #expect(code { try strict.checkProbe(.photo) } == nil)
        #expect(code { try strict.checkProbe(.scan) } == nil)
        let lax = try policy(.household)
        for type in ProbeType.allCases + [nil] { #expect(code { try lax.checkProbe(type) } == nil) }
        let some = try policy(.household, ["types: [photo, video-still, scan]": "types: [photo]"])
        #expect(code { try some.checkProbe(.scan) } == .probeTypeNotAllowed)
        #expect(["sketch", "lookalike", "composite"].allSatisfy { ProbeType(rawValue: $0) == nil })
    }
}
