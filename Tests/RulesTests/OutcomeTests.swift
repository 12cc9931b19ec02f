import Rules
import Testing
import Vocabulary

@Suite("Outcomes")
struct OutcomeTests {
    static let harmless: [Outcome.Kind] = [.noLead, .lead, .ruledOut]
    static let serious: [Outcome.Kind] = [.identified] + Outcome.Action.allCases.map { .actionTaken($0) }

    @Test("nobody is identified, charged or reunited without a supporting finding, where the policy has examiners")
    func findings() throws {
        let policy = try policy(.investigation)
        for kind in Self.serious {
            let outcome = Outcome(kind, text: "As decided.", corroboration: "A tattoo that her sister described.")
            for findings: [Verdict] in [[], [.doesNotSupport], [.inconclusive, .doesNotSupport]] {
                #expect(code { try outcome.check(under: policy, findings: findings) } == .outcomeNoFinding)
            }
            for findings: [Verdict] in [[.supports], [.doesNotSupport, .supports]] {
                #expect(code { try outcome.check(under: policy, findings: findings) } == nil)
            }
        }
    }

    @Test(
        "a face alone identifies nobody, where the policy asks for corroboration",
        arguments: [nil, "", " \n\t", "\u{200B}\u{2060}"])
    func corroboration(text: String?) throws {
        for kind in Self.serious {
            let outcome = Outcome(kind, text: "As decided.", corroboration: text)
            #expect(
                code { try outcome.check(under: policy(.investigation), findings: [.supports]) }
                    == .outcomeUncorroborated)
            #expect(code { try outcome.check(under: policy(.archive), findings: [.supports]) } == nil)
            #expect(code { try outcome.check(under: policy(.archive), findings: []) } == .outcomeNoFinding)
            #expect(code { try outcome.check(under: policy(.household), findings: []) } == nil)
        }
    }

    @Test("an action is described")
    func action() throws {
        let policy = try policy(.household)
        for action in Outcome.Action.allCases {
            let outcome = Outcome(.actionTaken(action), text: " ")
            #expect(code { try outcome.check(under: policy, findings: []) } == .outcomeUnexplained)
        }
        #expect(code { try Outcome(.identified, text: "").check(under: policy, findings: []) } == .outcomeUnexplained)
    }

    @Test("what identifies nobody needs nothing", arguments: Profile.allCases)
    func harmless(profile: Profile) throws {
        let policy = try policy(profile)
        for kind in Self.harmless {
            #expect(code { try Outcome(kind, text: "").check(under: policy, findings: []) } == nil)
        }
    }
}
