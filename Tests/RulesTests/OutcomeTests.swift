import Rules
import Testing
import Vocabulary

@Suite("Outcomes")
struct OutcomeTests {
    static let candidate = Outcome.Candidate(search: "5f0c2a9e8b7d41c3a6e9d2b4f8071c35", rank: 3)
    static let harmless: [Outcome.Kind] = [.noLead, .lead, .ruledOut]
    static let serious: [Outcome.Kind] = [.identified] + Outcome.Action.allCases.map { .actionTaken($0) }

    @Test("nobody is identified, charged or reunited without a supporting finding, where the policy has examiners")
    func findings() throws {
        let policy = try policy(.investigation)
        for kind in Self.serious {
            let corroboration = "A tattoo that her sister described."
            let outcome = Outcome(kind, of: Self.candidate, text: "As decided.", corroboration: corroboration)
            for finding: Verdict? in [nil, .doesNotSupport, .inconclusive] {
                #expect(code { try outcome.check(under: policy, finding: finding) } == .outcomeNoFinding)
            }
            #expect(code { try outcome.check(under: policy, finding: .supports) } == nil)
            let ofNobody = Outcome(kind, text: "As decided.", corroboration: corroboration)
            #expect(code { try ofNobody.check(under: policy, finding: .supports) } == .outcomeNoCandidate)
        }
    }

    @Test(
        "a face alone identifies nobody, where the policy asks for corroboration",
        arguments: [nil, "", " \n\t", "\u{200B}\u{2060}"])
    func corroboration(text: String?) throws {
        for kind in Self.serious {
            let outcome = Outcome(kind, of: Self.candidate, text: "As decided.", corroboration: text)
            #expect(
                code { try outcome.check(under: policy(.investigation), finding: .supports) } == .outcomeUncorroborated)
            #expect(code { try outcome.check(under: policy(.archive), finding: .supports) } == nil)
            #expect(code { try outcome.check(under: policy(.archive), finding: nil) } == .outcomeNoFinding)
            #expect(code { try outcome.check(under: policy(.household), finding: nil) } == nil)
        }
    }

    @Test("an action is described")
    func action() throws {
        let policy = try policy(.household)
        for action in Outcome.Action.allCases {
            let outcome = Outcome(.actionTaken(action), text: " ")
            #expect(code { try outcome.check(under: policy, finding: nil) } == .outcomeUnexplained)
        }
        #expect(code { try Outcome(.identified, text: "").check(under: policy, finding: nil) } == .outcomeUnexplained)
    }

    @Test("what identifies nobody needs nothing", arguments: Profile.allCases)
    func harmless(profile: Profile) throws {
        let policy = try policy(profile)
        for kind in Self.harmless {
            #expect(code { try Outcome(kind, text: "").check(under: policy, finding: nil) } == nil)
        }
    }
}
