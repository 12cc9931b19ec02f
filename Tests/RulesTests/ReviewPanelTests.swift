import Rules
import Testing
import Vocabulary

@Suite("Review")
struct ReviewPanelTests {
    static func panel(_ needed: Int, _ verdicts: String, searcherMayExamine: Bool = false) -> ReviewPanel {
        let reviews = verdicts.enumerated().map { index, letter in
            let verdict: Verdict = letter == "S" ? .supports : letter == "D" ? .doesNotSupport : .inconclusive
            return Review(by: AccountRef("examiner \(index)"), verdict)
        }
        return ReviewPanel(
            examinersNeeded: needed, searcher: searcher, searcherMayExamine: searcherMayExamine, reviews: reviews)
    }

    @Test(
        "a finding needs the number of agreeing examiners, one more decides a disagreement, and then no more",
        arguments: [
            (0, "", .notNeeded), (0, "S", .notNeeded),
            (1, "", .waiting(more: 1)), (1, "S", .finding(.supports)), (1, "I", .finding(.inconclusive)),
            (2, "", .waiting(more: 2)), (2, "S", .waiting(more: 1)), (2, "SS", .finding(.supports)),
            (2, "DD", .finding(.doesNotSupport)), (2, "II", .finding(.inconclusive)), (2, "SD", .waiting(more: 1)),
            (2, "SI", .waiting(more: 1)), (2, "SDS", .finding(.supports)), (2, "SDD", .finding(.doesNotSupport)),
            (2, "SDI", .noFinding), (2, "ISI", .finding(.inconclusive)), (2, "IDS", .noFinding),
            (3, "", .waiting(more: 3)), (3, "SD", .waiting(more: 2)), (3, "SS", .waiting(more: 1)),
            (3, "SSS", .finding(.supports)), (3, "SSD", .waiting(more: 1)), (3, "SDI", .noFinding),
            (3, "SSDS", .finding(.supports)), (3, "DSDD", .finding(.doesNotSupport)), (3, "SSDD", .noFinding),
            (3, "SSDI", .noFinding),
            // Reviews beyond the last that could count change nothing.
            (2, "SSDD", .finding(.supports)), (2, "SDISS", .noFinding), (1, "SDDD", .finding(.supports)),
        ] as [(Int, String, ReviewPanel.State)])
    func state(needed: Int, verdicts: String, expected: ReviewPanel.State) {
        #expect(Self.panel(needed, verdicts).state == expected)
    }

    /// All sequences of so many verdicts.
    static func sequences(_ length: Int) -> [String] {
        length == 0 ? [""] : sequences(length - 1).flatMap { start in "SDI".map { start + String($0) } }
    }

    @Test(
        "whatever examiners say, N to N + 1 of them settle it, and a finding is what N of them said", arguments: 1...3)
    func settling(needed: Int) {
        for verdicts in Self.sequences(needed + 1) {
            let states = (0...verdicts.count).map { Self.panel(needed, String(verdicts.prefix($0))).state }
            for (count, state) in states.enumerated() {
                let so = verdicts.prefix(count)
                let agreeing = Dictionary(grouping: so) { $0 }.values.map(\.count).max() ?? 0
                switch state {
                case .waiting(let more): #expect(more == needed - agreeing && count <= needed, "\(so)")
                case .finding, .noFinding: #expect((agreeing >= needed) == (state != .noFinding), "\(so)")
                case .notNeeded: Issue.record("\(so)")
                }
                if count < needed, needed < 3 || agreeing + needed + 1 - count >= needed {
                    #expect(state == .waiting(more: needed - agreeing), "\(so)")
                }
            }
            if case .waiting = states[needed + 1] { Issue.record("\(verdicts) does not settle it") }
        }
    }

    @Test("nobody examines their own search, but in a household")
    func ownSearch() throws {
        #expect(code { try Self.panel(1, "").check(searcher) } == .reviewOwnSearch)
        #expect(code { try Self.panel(2, "SD").check(searcher) } == .reviewOwnSearch)
        #expect(code { try Self.panel(1, "", searcherMayExamine: true).check(searcher) } == nil)

        for profile in Profile.allCases {
            let policy = try policy(profile)
            let panel = ReviewPanel(under: policy, searcher: searcher, reviews: [])
            #expect(panel.searcherMayExamine == (profile == .household))
            #expect(panel.examinersNeeded == policy.examinersNeeded)
        }
    }

    @Test("nobody examines a candidate twice, and nobody one that is settled")
    func order() {
        let first = AccountRef("examiner 0")
        #expect(code { try Self.panel(2, "S").check(first) } == .reviewTwice)
        #expect(code { try Self.panel(2, "SD").check(first) } == .reviewTwice)
        #expect(code { try Self.panel(2, "S").check(stranger) } == nil)
        #expect(code { try Self.panel(2, "SD").check(stranger) } == nil)
        for settled in [(2, "SS"), (2, "SDD"), (2, "SDI"), (3, "SDI"), (1, "D"), (0, "")] {
            #expect(code { try Self.panel(settled.0, settled.1).check(stranger) } == .reviewSettled, "\(settled)")
        }
    }

    @Test(
        "until a candidate is settled each examiner sees their own review only, a third none at all", arguments: 1...3)
    func blind(needed: Int) {
        for verdicts in (0...(needed + 1)).flatMap(Self.sequences) {
            let panel = Self.panel(needed, verdicts)
            let waiting = if case .waiting = panel.state { true } else { false }
            for review in panel.reviews {
                #expect(panel.visible(to: review.examiner) == (waiting ? [review] : panel.reviews), "\(verdicts)")
            }
            for account in [stranger, searcher] {
                #expect(panel.visible(to: account) == (waiting ? [] : panel.reviews), "\(verdicts)")
            }
        }
    }
}
