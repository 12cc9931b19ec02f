import Rules
import Testing
import Vocabulary

@Suite("Policies in force")
struct PolicyDocumentTests {
    @Test("a policy is named by the SHA-256 of its text, comments included")
    func digest() throws {
        // `printf 'abc' | sha256sum`, and of nothing.
        #expect(
            PolicyDigest(of: "abc").rawValue == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(PolicyDigest(of: "").rawValue == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")

        let document = try PolicyDocument(parsing: policyText(.archive))
        #expect(document.digest == PolicyDigest(of: document.text) && document.text == policyText(.archive))
        #expect(document.policy == (try policy(.archive)))
        let commented = try PolicyDocument(parsing: policyText(.archive) + "# Agreed by the board.\n")
        #expect(commented.digest != document.digest && commented.policy == document.policy)
        #expect(commented.changes(from: document).isEmpty)
    }

    @Test("a malformed text makes no document")
    func malformed() {
        #expect(code { try PolicyDocument(parsing: "profile: household") } == .policyMalformed)
        let low = policyText(.archive, ["longest-days: 90": "longest-days: 91"])
        #expect(code { try PolicyDocument(parsing: low) } == .policyBelowProfile)
    }

    /// Every field of the archive's policy, changed: path, line, instead, old and new as shown.
    static let cases: [(path: String, line: String, instead: String, old: String, new: String)] = [
        ("profile", "profile: archive", "profile: household", "archive", "household"),
        (
            "purposes", "- provenance", "- exhibition",
            "picture-research, caption-verification, provenance, missing-person, subject-request",
            "picture-research, caption-verification, exhibition, missing-person, subject-request"
        ),
        ("authorisation.approval", "approval: per-project", "approval: per-case", "per-project", "per-case"),
        ("authorisation.longest-days", "longest-days: 90", "longest-days: 7", "90", "7"),
        ("authorisation.most-searches", "most-searches: 200", "most-searches: 5", "200", "5"),
        (
            "probe.types", "types: [photo, video-still, scan]", "types: [scan, photo]", "photo, video-still, scan",
            "photo, scan"
        ),
        (
            "probe.type-must-be-declared", "type-must-be-declared: false", "type-must-be-declared: true", "false",
            "true"
        ),
        ("break-glass.allowed", "allowed: false", "allowed: true", "false", "true"),
        ("break-glass.deadline-hours", "deadline-hours: 24", "deadline-hours: 12", "24", "12"),
        ("review.examiners", "examiners: 1", "examiners: 2", "1", "2"),
        (
            "review.corroboration-required", "corroboration-required: false", "corroboration-required: true", "false",
            "true"
        ),
        ("candidates.longest-list", "longest-list: 100", "longest-list: 10", "100", "10"),
        ("retention.probe-days", "probe-days: 90", "probe-days: 8", "90", "8"),
        ("retention.result-days", "result-days: 365", "result-days: 9", "365", "9"),
        ("retention.log-payload-days", "log-payload-days: 1095", "log-payload-days: 200", "1095", "200"),
        (
            "sign-in.second-factor-required", "second-factor-required: false", "second-factor-required: true", "false",
            "true"
        ),
        ("sign-in.idle-minutes", "idle-minutes: 30", "idle-minutes: 11", "30", "11"),
        ("sign-in.longest-hours", "longest-hours: 12", "longest-hours: 3", "12", "3"),
    ]

    @Test("what differs between two policies is shown by its path, old and new", arguments: cases)
    func change(path: String, line: String, instead: String, old: String, new: String) throws {
        let before = try PolicyDocument(parsing: policyText(.archive))
        let after = try PolicyDocument(parsing: policyText(.archive, [line: instead]))
        #expect(after.changes(from: before) == [PolicyChange(path: path, old: old, new: new)])
        #expect(before.changes(from: after) == [PolicyChange(path: path, old: new, new: old)])
        #expect(before.changes(from: before).isEmpty)
    }

    @Test("several changes are shown in the text's order")
    func several() throws {
        let chosen = Self.cases.dropFirst()
        let before = try PolicyDocument(parsing: policyText(.archive))
        let after = try PolicyDocument(
            parsing: policyText(.archive, Dictionary(uniqueKeysWithValues: chosen.map { ($0.line, $0.instead) })))
        #expect(after.changes(from: before).map(\.path) == chosen.map(\.path))
    }
}
