import Rules
import TestSupport
import Testing
import Vocabulary

@Suite("Policy texts by chance")
struct PolicyMutationTests {
    /// What a person, an editor or an attacker may put anywhere.
    static let pieces = [
        "", " ", "\n", "\r\n", "\t", ":", "-", "- ", "[", "]", ",", "#", " # ", "0", "1", "49", "91", "366", "99999",
        "true", "false", "none", "per-case", "&a ", "*a", "!!str ", "<<: *a", "\"", "'", "|", ">", "{", "}", "? ",
        "---\n", "...\n", "%TAG", "\u{0}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{202E}", "é", "👩‍👧",
        "profile: household\n",
        "  examiners: 0\n", "secret-of-jane", "Jane Doe", "a: b: c",
    ]

    static func mutated(_ text: String, using random: inout SeededRandom) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            switch Int.random(in: 0..<5, using: &random) {
            case 0:  // Something in between.
                let piece = Self.pieces.randomElement(using: &random) ?? ""
                scalars.insert(contentsOf: piece.unicodeScalars, at: Int.random(in: 0...scalars.count, using: &random))
            case 1:  // Something taken out.
                let start = Int.random(in: 0..<scalars.count, using: &random)
                scalars.removeSubrange(start..<min(scalars.count, start + Int.random(in: 1...30, using: &random)))
            case 2:  // One line twice, or elsewhere, or missing.
                var lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
                let from = Int.random(in: 0..<lines.count, using: &random)
                let line = lines[from]
                if Bool.random(using: &random) { lines.remove(at: from) }
                if Bool.random(using: &random) {
                    lines.insert(line, at: Int.random(in: 0...lines.count, using: &random))
                }
                scalars = Array(lines.joined(separator: ["\n"]))
            case 3:  // A value replaced by another.
                let values = scalars.indices.filter {
                    $0 > 1 && scalars[$0 - 1] == " " && scalars[$0 - 2] == ":" && scalars[$0] != "\n"
                }
                guard let start = values.randomElement(using: &random) else { continue }
                let end = scalars[start...].firstIndex(of: "\n") ?? scalars.endIndex
                let number = "\(Int.random(in: 0...400, using: &random))"
                let piece = Bool.random(using: &random) ? number : Self.pieces.randomElement(using: &random) ?? ""
                scalars.replaceSubrange(start..<end, with: piece.unicodeScalars)
            default:  // One character replaced.
                let index = Int.random(in: 0..<scalars.count, using: &random)
                scalars[index] = Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &random))
            }
            if scalars.isEmpty { scalars = ["#"] }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// Written out here once more, so that a bound that is lost in the parser is noticed.
    static func isWithinTheRules(_ policy: Policy) -> Bool {
        let words = policy.purposes.allSatisfy { word in
            (1...40).contains(word.count) && word.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil
        }
        let bounds =
            words && (1...50).contains(policy.purposes.count) && Set(policy.purposes).count == policy.purposes.count
            && (1...365).contains(policy.longestAuthorisationDays)
            && (1...1000).contains(policy.mostSearchesPerAuthorisation) && !policy.probeTypes.isEmpty
            && (1...168).contains(policy.breakGlassDeadlineHours) && (0...3).contains(policy.examinersNeeded)
            && (1...1000).contains(policy.longestCandidateList) && (1...3650).contains(policy.probeRetentionDays)
            && (1...3650).contains(policy.resultRetentionDays) && (1...7300).contains(policy.payloadRetentionDays)
            && (1...480).contains(policy.idleMinutes) && (1...168).contains(policy.longestSessionHours)
            && !(policy.approval == .none && policy.breakGlassAllowed)
            && (3...20).contains(policy.smallestReportedCount) && (1...90).contains(policy.accessDays)
            && (1...90).contains(policy.erasureDays) && (1...90).contains(policy.protectionDays)
            && (1...720).contains(policy.longestUncosignedHours) && signalsAreWithinTheRules(policy.signals)
        return switch policy.profile {
        case .household: bounds
        case .archive: bounds && policy.approval != .none && policy.longestAuthorisationDays <= 90
        case .investigation:
            bounds && policy.approval == .perCase && policy.probeTypeMustBeDeclared
                && policy.breakGlassDeadlineHours <= 48 && policy.examinersNeeded >= 2 && policy.corroborationRequired
                && policy.payloadRetentionDays >= 183 && policy.secondFactorRequired
                && policy.signals.templateDays >= 90
        }
    }

    static func signalsAreWithinTheRules(_ limits: SignalLimits) -> Bool {
        let bounds: [(Int, ClosedRange<Int>)] = [
            (limits.templateDays, 0...3650),
            (limits.sameFacePerThousand, 300...950),
            (limits.windowDays, 1...3650),
            (limits.sameFaceCases, 2...1000),
            (limits.sameFaceAccounts, 2...1000),
            (limits.repeatsAfterNobody, 1...1000),
            (limits.afterRefusalDays, 1...365),
            (limits.peerMultiple, 2...100),
            (limits.peerLeast, 1...10_000),
            (limits.oddHourSearches, 1...1000),
            (limits.burstSearches, 2...1000),
            (limits.burstHours, 1...168),
            (limits.unlikeFaces, 2...1000),
            (limits.hastySeconds, 1...3600),
            (limits.hastyApprovals, 1...1000),
            (limits.pairApprovals, 2...1000),
            (limits.closedCaseTries, 1...1000),
            (limits.dormantDays, 1...3650),
            (limits.leaverTries, 1...1000),
            (limits.breakGlassUses, 1...1000),
            (limits.refusedInADay, 1...1000),
            (limits.shiftBegins, 0...23), (limits.shiftEnds, 1...24),
        ]
        return bounds.allSatisfy { $1.contains($0) } && limits.shiftBegins < limits.shiftEnds
    }

    @Test(
        "whatever is done to a policy's text, it is within the rules or refused with a line",
        arguments: Profile.allCases)
    func mutations(profile: Profile) throws {
        var random = SeededRandom(UInt64(profile.rawValue.count))
        let text = Policy.standardText(for: profile)
        let standard = try Policy(parsing: text)
        var changed = 0
        var refused = 0
        for _ in 0..<4000 {
            let mutation = Self.mutated(text, using: &random)
            do {
                let policy = try Policy(parsing: mutation)
                #expect(Self.isWithinTheRules(policy), "\(mutation)")
                if policy != standard { changed += 1 }
            } catch {
                refused += 1
                #expect(error == Failure(.policyMalformed, "", remedy: "") || error.code == .policyBelowProfile)
                #expect(error.reason.wholeMatch(of: /line [0-9]+: [ -~]+\./) != nil, "\(error.reason)")
                #expect(!error.reason.contains("Jane"))
            }
        }
        // The mutations do reach both sides.
        #expect(changed > 50 && refused > 1000, "\(changed) changed, \(refused) refused")
    }
}
