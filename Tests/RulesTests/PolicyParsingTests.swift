import Foundation
import Rules
import Testing
import Vocabulary

@Suite("The policy's text")
struct PolicyParsingTests {
    @Test("each standard text says what its profile stands for")
    func standard() throws {
        let household = try policy(.household)
        #expect(household.profile == .household && household.approval == .none && household.examinersNeeded == 0)
        #expect(!household.breakGlassAllowed && household.purposes == ["own-photos"])

        let archive = try policy(.archive)
        #expect(archive.profile == .archive && archive.approval == .perProject)
        #expect(archive.longestAuthorisationDays == 90 && archive.purposes.contains("caption-verification"))

        let investigation = try policy(.investigation)
        #expect(investigation.profile == .investigation && investigation.approval == .perCase)
        #expect(investigation.breakGlassAllowed && investigation.breakGlassDeadlineHours == 48)
        #expect(investigation.examinersNeeded == 2 && investigation.corroborationRequired)
        #expect(investigation.probeTypeMustBeDeclared && investigation.secondFactorRequired)
        #expect(investigation.probeTypes == Set(ProbeType.allCases))
        #expect(investigation.longestCandidateList == 50 && investigation.mostSearchesPerAuthorisation == 20)
        #expect(investigation.probeRetentionDays == 90 && investigation.resultRetentionDays == 365)
        #expect(investigation.payloadRetentionDays == 2190)
        #expect(investigation.idleMinutes == 15 && investigation.longestSessionHours == 10)
    }

    @Test(
        "each line of a standard text with something to decide has its explanation above it",
        arguments: Profile.allCases)
    func explained(profile: Profile) {
        let lines = Policy.standardText(for: profile).split(separator: "\n").map { $0.drop { $0 == " " } }
        for (line, above) in zip(lines.dropFirst(), lines) where line.contains(": ") && !line.hasPrefix("#") {
            #expect(above.hasPrefix("#"), "\(line)")
        }
    }

    /// Every number of a policy, with the most and the least that it may be in a household.
    static let bounds: [(line: String, bounds: ClosedRange<Int>)] = [
        ("longest-days: 365", 1...365), ("most-searches: 1000", 1...1000), ("deadline-hours: 24", 1...168),
        ("examiners: 0", 0...3), ("longest-list: 1000", 1...1000), ("probe-days: 30", 1...3650),
        ("result-days: 365", 1...3650), ("log-payload-days: 365", 1...7300), ("idle-minutes: 60", 1...480),
        ("longest-hours: 24", 1...168), ("smallest-count: 5", 3...20), ("access-days: 30", 1...90),
        ("erasure-days: 30", 1...90), ("protection-days: 14", 1...90), ("uncosigned-hours: 24", 1...720),
        ("template-days: 0", 0...3650),
        ("same-face-per-thousand: 620", 300...950),
        ("window-days: 90", 1...3650),
        ("same-face-cases: 2", 2...1000),
        ("same-face-accounts: 3", 2...1000),
        ("repeats-after-nobody: 5", 1...1000),
        ("after-refusal-days: 30", 1...365),
        ("peer-multiple: 5", 2...100),
        ("peer-least: 15", 1...10_000),
        ("odd-hour-searches: 3", 1...1000),
        ("burst-searches: 5", 2...1000),
        ("burst-hours: 12", 1...168),
        ("unlike-faces: 5", 2...1000),
        ("hasty-seconds: 20", 1...3600),
        ("hasty-approvals: 3", 1...1000),
        ("pair-approvals: 10", 2...1000),
        ("closed-case-tries: 1", 1...1000),
        ("dormant-days: 90", 1...3650),
        ("leaver-tries: 1", 1...1000),
        ("break-glass-uses: 3", 1...1000),
        ("refused-in-a-day: 5", 1...1000),
    ]

    @Test("a number is within its bounds, and plainly written", arguments: bounds)
    func numbers(line: String, bounds: ClosedRange<Int>) {
        let key = line.prefix { $0 != ":" }
        func refused(_ value: String) -> String? {
            reason { try Policy(parsing: policyText(.household, [line: "\(key): \(value)"])) }
        }
        #expect(refused("\(bounds.lowerBound)") == nil && refused("\(bounds.upperBound)") == nil)
        for number in [bounds.lowerBound - 1, bounds.upperBound + 1, -7, 1_000_000, Int.max] {
            #expect(refused("\(number)")?.contains("is \(number); \(bounds.lowerBound) to ") == true)
        }
        for word in ["", "01", "0x1", "1e1", "one", "true", "[1]", "1 1", "99999999999999999999"] {
            #expect(refused(word)?.contains("\(key)`") == true, "\(word)")
        }
    }

    /// One line of the investigation's text, what stands in its place, and what is said of it.
    static let mistakes: [(line: String, instead: String, says: String)] = [
        ("longest-days: 30", "longest-days: 0", "`authorisation.longest-days` is 0; 1 to 365 are allowed"),
        (
            "longest-days: 30", "longest-days: \(String(repeating: "9", count: 41))",
            "is something else than a plain word"
        ),
        ("longest-days: 30", "longest-years: 30", "`authorisation.longest-years` is no key of a policy"),
        ("longest-days: 30", "longest-days: [30]", "has to be a single word or number"),
        ("longest-days: 30", "longest-days: 1.5", "and nothing else"),
        ("longest-days: 30", "longest-days:", "`authorisation.longest-days` is empty"),
        ("longest-days: 30", "longest-days 30", "it is no YAML"),
        ("longest-days: 30", "longest-days: 30\n  approval: none", "`approval` is given more than once"),
        ("profile: investigation", "profile: police", "`profile` is police; allowed are household, archive, invest"),
        ("profile: investigation", "profile: [investigation]", "`profile` has to be a single word"),
        ("profile: investigation", "profile: investigation\nowner: jane", "`owner` is no key of a policy"),
        ("profile: investigation", "profile: Investigation", "`profile` is Investigation; allowed"),
        ("approval: per-case", "approval: nobody", "allowed are none, per-project, per-case"),
        ("types: [photo, video-still, scan]", "types: []", "has 0 entries; 1 to 3"),
        ("types: [photo, video-still, scan]", "types: photo", "`probe.types` has to be a list"),
        ("types: [photo, video-still, scan]", "types: [photo, sketch]", "`probe.types` is sketch; allowed are photo,"),
        ("types: [photo, video-still, scan]", "types: [photo, photo]", "holds photo twice"),
        ("types: [photo, video-still, scan]", "types: [photo: scan]", "something else than words"),
        ("types: [photo, video-still, scan]", "types: [[photo]]", "square brackets"),
        ("types: [photo, video-still, scan]", "types: photo]", "square brackets"),
        ("type-must-be-declared: true", "type-must-be-declared: yes", "is yes; true or false is allowed"),
        ("type-must-be-declared: true", "type-must-be-declared: True", "is True; true or false is allowed"),
        ("type-must-be-declared: true", "type-must-be-declared: 1", "is 1; true or false is allowed"),
        ("- missing-person", "- Missing-Person", "`purposes` holds something else than a word"),
        ("- missing-person", "- missing person", "`purposes` holds something else than a word"),
        ("- missing-person", "- -missing", "a list begins with `-` and one space"),
        ("- missing-person", "- missing--person", "`purposes` holds something else than a word"),
        ("- missing-person", "- \(String(repeating: "a", count: 41))", "40 characters at most"),
        ("- missing-person", "- serious-crime\n  - serious-crime", "twice"),
        ("- missing-person", "- - missing-person", "a list begins with `-` and one space"),
        ("- missing-person", "-   - missing-person", "a list begins with `-` and one space"),
        ("- missing-person", "- missing: person", "something else than words"),
        ("- missing-person", "                  - missing-person", "indented by more than 16 spaces"),
        ("examiners: 2", "examiners: &two 2", "and nothing else"),
        ("examiners: 2", "examiners: *two", "and nothing else"),
        ("examiners: 2", "examiners: !!int 2", "and nothing else"),
        ("examiners: 2", "<<: 2", "and nothing else"),
        ("examiners: 2", "examiners: \"2\"", "and nothing else"),
        ("examiners: 2", "examiners: |", "and nothing else"),
        ("examiners: 2", "? examiners", "and nothing else"),
        ("examiners: 2", "{examiners: 2}", "and nothing else"),
        ("examiners: 2", "examiners: 2#3", "and nothing else"),
        ("examiners: 2", "examiners: ２", "and nothing else"),
        ("examiners: 2", "examiners:\t2", "does not show"),
        ("examiners: 2", "examiners: 2 # \u{2028}corroboration-required: false", "does not show"),
        ("examiners: 2", "examiners: 2 # \u{85}x", "does not show"),
        ("examiners: 2", "examiners: 2 # \u{202E}eslaf", "does not show"),
        ("examiners: 2", "examiners: 2 # \u{0}", "does not show"),
        ("examiners: 2", "examiners: 2 # \r  x", "does not show"),
        ("purposes:", "---", "a policy is one document"),
        ("purposes:", "...", "and nothing else"),
        ("purposes:", "%YAML 1.1", "and nothing else"),
    ]

    @Test(
        "what is wrong is said with its line and the key, and nothing but plain words is repeated", arguments: mistakes)
    func wrong(line: String, instead: String, says: String) throws {
        let original = Policy.standardText(for: .investigation).split(separator: "\n", omittingEmptySubsequences: false)
        let index = try #require(original.firstIndex { $0.drop { $0 == " " } == line })
        let text = policyText(.investigation, [line: instead])
        #expect(code { try Policy(parsing: text) } == .policyMalformed)
        let reason = try #require(reason { try Policy(parsing: text) })
        #expect(reason.contains(says), "\(reason)")
        // A broken line is noticed there or at the next; of a doubled key or word either line may be meant.
        let number = try #require(reason.split(separator: " ").dropFirst().first)
        let said = try #require(Int(number.dropLast()))
        let tolerated =
            says.contains("no YAML")
            ? 0...2 : says.contains("more than once") ? -2...1 : instead.contains("\n") ? 0...8 : 0...0
        #expect(tolerated.contains(said - (index + 1)), "line \(index + 1): \(reason)")
    }

    @Test(
        "a policy without one of its keys, or sections, is refused, and the key is named", arguments: Profile.allCases)
    func missing(profile: Profile) throws {
        let lines = Policy.standardText(for: profile).split(separator: "\n", omittingEmptySubsequences: false)
        var section = ""
        var keys = 0
        for (index, line) in lines.enumerated() where line.contains(":") && !line.contains("#") {
            let key = line.split(separator: ":")[0].drop { $0 == " " }
            if !line.hasPrefix(" ") { section = String(key) }
            let path = line.hasPrefix(" ") ? "\(section).\(key)" : section
            var without = lines
            without.remove(at: index)
            if !line.hasPrefix(" ") {
                // A section, or a list, goes with what is in it.
                while without.indices.contains(index), without[index].hasPrefix(" ") { without.remove(at: index) }
            }
            let text = without.joined(separator: "\n")
            keys += 1
            if Self.later.contains(path) {
                #expect(try Policy(parsing: text) == policy(profile))
                continue
            }
            #expect(code { try Policy(parsing: text) } == .policyMalformed)
            let said = try #require(reason { try Policy(parsing: text) })
            // Without its one key a section is none.
            let lonely = ["candidates.longest-list", "report.smallest-count", "witness.uncosigned-hours"]
            let expected =
                lonely.contains(path) ? "`\(section)` has to be a section" : "`\(path)` is missing"
            #expect(said.contains(expected), "\(path)")
        }
        #expect(keys == 57)
    }

    /// Sections that a text from before there was a desk for overseers may be without: the standard's hold.
    static let later: Set<String> = ["report", "rights", "witness", "signals"]

    @Test("work begins before it ends")
    func shifts() {
        for (begins, ends) in [("21", "21"), ("22", "21")] {
            let text = policyText(
                .archive, ["shift-begins: 5": "shift-begins: \(begins)", "shift-ends: 21": "shift-ends: \(ends)"])
            #expect(reason { try Policy(parsing: text) }?.contains("`signals.shift-ends` is not after") == true)
        }
    }

    @Test("a section is a section")
    func sections() throws {
        let text = policyText(.household, ["longest-list: 1000": "- longest-list"])
        #expect(reason { try Policy(parsing: text) }?.contains("`candidates` has to be a section") == true)
        #expect(reason { try Policy(parsing: "household") }?.contains("the policy has to be a section") == true)
        #expect(reason { try Policy(parsing: "[a]: b") }?.contains("what stands here is no key") == true)
    }

    @Test("nothing, and comments alone, are no policy", arguments: ["", "\n", "# profile: household\n", "   "])
    func empty(text: String) {
        #expect(code { try Policy(parsing: text) } == .policyMalformed)
    }

    @Test("64 KiB are read, a byte more is refused unread")
    func size() throws {
        let text = policyText(.household) + "#"
        let filler = String(repeating: "x", count: 65_536 - text.utf8.count)
        #expect(code { try Policy(parsing: text + filler) } == nil)
        #expect(reason { try Policy(parsing: text + filler + "x") }?.contains("longer than 64 KiB") == true)
    }

    @Test("Windows line ends, comments in any script and lists over several lines are read")
    func harmless() throws {
        let plain = try policy(.archive)
        let windows = policyText(.archive).replacingOccurrences(of: "\n", with: "\r\n")
        #expect(try Policy(parsing: windows) == plain)
        let commented = policyText(
            .archive, ["profile: archive": "profile: archive # 档案馆 · آرشیو می\u{200C}شود · Ἀρχεῖον 🗄"])
        #expect(try Policy(parsing: commented) == plain)
        let list = policyText(
            .archive, ["types: [photo, video-still, scan]": "types: [photo,   # or\n    video-still,\n    scan]"])
        #expect(try Policy(parsing: list) == plain)
    }

    @Test("where nobody approves, nobody could decide on a break-glass search")
    func contradiction() {
        let text = policyText(.household, ["allowed: false": "allowed: true"])
        #expect(code { try Policy(parsing: text) } == .policyMalformed)
        let approved = policyText(
            .household, ["allowed: false": "allowed: true", "approval: none": "approval: per-case"])
        #expect(code { try Policy(parsing: approved) } == nil)
    }

    @Test("texts that unfold, or nest, without end are refused before they are parsed")
    func bombs() {
        var laughs = "a0: &a0 [x, x]\n"
        for level in 1...40 { laughs += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        let bombs = [
            laughs, laughs + "? *a40\n: x\n", String(repeating: "[", count: 60_000),
            String(repeating: "{a: ", count: 16_000), String(repeating: "- ", count: 30_000),
            String(repeating: "? ", count: 30_000), String(repeating: "-\n", count: 30_000),
            (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
            (0..<16).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
            (0..<8000).map { "k\($0): \n" }.joined(), String(repeating: "a: ", count: 20_000),
            String(repeating: "[a]\n", count: 16_000), "x: [" + String(repeating: "a: b, ", count: 10_000) + "]",
            "? [" + String(repeating: "a,", count: 30_000) + "]",
        ]
        for bomb in bombs { #expect(code { try Policy(parsing: bomb) } == .policyMalformed, "\(bomb.prefix(40))") }
    }
}
