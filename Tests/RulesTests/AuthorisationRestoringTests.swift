import Foundation
import Rules
import Testing
import Vocabulary

@Suite("Authorisations from the records")
struct AuthorisationRestoringTests {
    typealias Decision = Authorisation.Decision
    static let kinds: [AuthorisationKind] = [
        .ordinary, .breakGlass(reason: "A child went missing there.", deadline: noon + 48 * hour), .standing,
    ]
    static let yes = Decision(by: approver, at: noon, reason: "")

    static func restored(
        _ kind: AuthorisationKind, _ state: AuthorisationState, used: Int, decision: Decision?, revocation: Decision?,
        searches: Int = 2
    ) throws -> Authorisation {
        try Authorisation(
            restoring: AuthorisationRef("a"), request: request(searches: searches), kind: kind, state: state,
            used: used, decision: decision, revocation: revocation)
    }

    @Test("each that the rules bring about comes back as it was", arguments: Situation.all)
    func roundTrip(situation: Situation) throws {
        let authorisation = try situation.authorisation()
        let restored = try Authorisation(
            restoring: authorisation.ref, request: authorisation.request, kind: authorisation.kind,
            state: authorisation.state, used: authorisation.used, decision: authorisation.decision,
            revocation: authorisation.revocation)
        #expect(restored == authorisation)
    }

    /// Kind (o, b, s), state, used of 2, with a decision, as the rules can bring them about.
    static let possible: Set<String> = [
        "o requested 0 -", "o refused 0 +", "o approved 0 +", "o approved 1 +", "o exhausted 2 +", "o expired 0 -",
        "o expired 0 +", "o expired 1 +", "o revoked 0 -", "o revoked 0 +", "o revoked 1 +",
        "b unconfirmed 0 -", "b unconfirmed 1 -", "b unconfirmed 2 -", "b lapsed 0 -", "b lapsed 1 -", "b lapsed 2 -",
        "b refused 0 +", "b refused 1 +", "b refused 2 +", "b approved 0 +", "b approved 1 +", "b exhausted 2 +",
        "b expired 0 +", "b expired 1 +", "b revoked 0 +", "b revoked 1 +",
        "s approved 0 -", "s approved 1 -", "s exhausted 2 -", "s expired 0 -", "s expired 1 -", "s revoked 0 -",
        "s revoked 1 -",
    ]

    @Test("of all records that there could be, those are taken that the rules can bring about")
    func exhaustive() throws {
        var taken: Set<String> = []
        for (letter, kind) in zip("obs", Self.kinds) {
            for state in AuthorisationState.allCases {
                for used in -1...3 {
                    for decision in [nil, Self.yes] {
                        for revocation in [nil, Self.yes] {
                            let refused = code {
                                try Self.restored(kind, state, used: used, decision: decision, revocation: revocation)
                            }
                            #expect(refused == nil || refused == .authorisationInconsistent)
                            if refused == nil {
                                #expect((revocation != nil) == (state == .revoked))
                                taken.insert("\(letter) \(state.rawValue) \(used) \(decision == nil ? "-" : "+")")
                            }
                        }
                    }
                }
            }
        }
        #expect(taken == Self.possible)
    }

    @Test("an approval by the requester's own hand is not believed")
    func ownApproval() {
        let own = Decision(by: searcher, at: noon, reason: "")
        for kind in Self.kinds.prefix(2) {
            #expect(
                code { try Self.restored(kind, .approved, used: 0, decision: own, revocation: nil) }
                    == .authorisationInconsistent)
        }
    }

    @Test("a request for no searches is not believed", arguments: [0, -1, Int.min])
    func noSearches(searches: Int) {
        for state in [AuthorisationState.approved, .exhausted] {
            let refused = code {
                try Self.restored(.ordinary, state, used: 0, decision: Self.yes, revocation: nil, searches: searches)
            }
            #expect(refused == .authorisationInconsistent)
        }
    }
}
