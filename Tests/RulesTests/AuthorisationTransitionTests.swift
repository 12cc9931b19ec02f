import Foundation
import Rules
import Testing
import Vocabulary

@Suite("The course of an authorisation")
struct AuthorisationTransitionTests {
    static let events: [AuthorisationEvent] = [.approval, .refusal, .revocation, .search, .tick]

    /// What becomes of each state by approve, refuse, revoke, use and tick; `!` before the code of a refusal.
    static let inTime: [String: String] = [
        "ordinary requested": "approved refused revoked !not-approved requested",
        "ordinary approved": "!decided !decided revoked approved approved",
        "ordinary refused": "!decided !decided !ended !ended refused",
        "ordinary expired": "!decided !decided !ended !expired expired",
        "ordinary revoked": "!decided !decided !ended !ended revoked",
        "ordinary exhausted": "!decided !decided !ended !exhausted exhausted",
        "break-glass unconfirmed": "approved refused !undecided unconfirmed unconfirmed",
        "break-glass approved": "!decided !decided revoked exhausted approved",
        "break-glass refused": "!decided !decided !ended !ended refused",
        "break-glass expired": "!decided !decided !ended !expired expired",
        "break-glass revoked": "!decided !decided !ended !ended revoked",
        "break-glass exhausted": "!decided !decided !ended !exhausted exhausted",
        "break-glass lapsed": "!decided !decided !ended !ended lapsed",
        "standing approved": "!decided !decided revoked approved approved",
        "standing expired": "!decided !decided !ended !expired expired",
        "standing revoked": "!decided !decided !ended !ended revoked",
        "standing exhausted": "!decided !decided !ended !exhausted exhausted",
    ]

    /// The same when period and deadline are over; what has ended already is as above.
    static let tooLate: [String: String] = [
        "ordinary requested": "!expired !expired revoked !not-approved expired",
        "ordinary approved": "!decided !decided revoked !expired expired",
        "break-glass unconfirmed": "!expired !expired !undecided !expired lapsed",
        "break-glass approved": "!decided !decided revoked !expired expired",
        "standing approved": "!decided !decided revoked !expired expired",
    ]

    static func result(
        _ authorisation: Authorisation, _ event: AuthorisationEvent, at moment: Date
    ) throws -> String {
        do {
            return try authorisation.after(event, at: moment, under: Situation.policyOf(authorisation)).state.rawValue
        } catch let failure as Failure {
            return "!" + failure.code.name.replacingOccurrences(of: "authorisation.", with: "")
        }
    }

    @Test("every state meets every event as the table says, in time and too late", arguments: Situation.all)
    func table(situation: Situation) throws {
        let authorisation = try situation.authorisation()
        #expect(situation.name.hasSuffix(authorisation.state.rawValue))
        for (table, seconds) in [(Self.inTime, hour), (Self.tooLate, 11 * day)] {
            let expected = try #require(table[situation.name] ?? Self.inTime[situation.name])
            let results = try Self.events.map { try Self.result(authorisation, $0, at: noon + seconds) }
            #expect(results.joined(separator: " ") == expected)
        }
    }

    @Test("no state is forgotten")
    func complete() throws {
        #expect(Set(Situation.all.map(\.name)) == Set(Self.inTime.keys))
        let states = try Set(Situation.all.map { try $0.authorisation().state })
        #expect(states == Set(AuthorisationState.allCases))
        for situation in Situation.all {
            let isTerminal = try situation.authorisation().state.isTerminal
            #expect(isTerminal == (Self.tooLate[situation.name] == nil))
        }
    }

    @Test("what has ended stays as it is, at every time and under every policy", arguments: Situation.all)
    func terminal(situation: Situation) throws {
        let authorisation = try situation.authorisation()
        guard authorisation.state.isTerminal else { return }
        let byAnyone: [AuthorisationEvent] = [searcher, approver, stranger].flatMap { account in
            [
                .approve(by: account, reason: ""), .refuse(by: account, reason: ""), .revoke(by: account, reason: ""),
                .use(by: account, collections: [CollectionID(1)], purpose: nil), .tick,
            ] as [AuthorisationEvent]
        }
        for policy in try Profile.allCases.map({ try policy($0) }) {
            for moment in [
                .distantPast, noon - day, noon, noon + hour, noon + 9 * day, noon + 20 * day, .distantFuture,
            ] {
                for event in byAnyone {
                    if case .tick = event {
                        #expect(try authorisation.after(event, at: moment, under: policy) == authorisation)
                    } else {
                        #expect(code { try authorisation.after(event, at: moment, under: policy) } != nil)
                    }
                }
            }
        }
    }

    @Test("nobody decides on their own request, in any state", arguments: Situation.all)
    func ownRequest(situation: Situation) throws {
        let authorisation = try situation.authorisation()
        for event: AuthorisationEvent in [.approve(by: searcher, reason: ""), .refuse(by: searcher, reason: "")] {
            #expect(try Self.result(authorisation, event, at: noon + hour) == "!own-request")
        }
    }

    @Test("nobody searches on another's authorisation, in any state", arguments: Situation.all)
    func notYours(situation: Situation) throws {
        let authorisation = try situation.authorisation()
        for account in [approver, stranger] {
            let event = AuthorisationEvent.use(by: account, collections: [CollectionID(1)], purpose: nil)
            #expect(try Self.result(authorisation, event, at: noon + hour) == "!not-yours")
        }
    }

    @Test(
        "what is usable is so from its first moment up to its end", arguments: ["ordinary", "break-glass", "standing"])
    func period(kind: String) throws {
        let asked = request(
            caseRef: kind == "standing" ? nil : CaseRef("case"),
            purpose: kind == "standing" ? "own-photos" : "missing-person", notBefore: noon + 10, expires: noon + 20)
        var authorisation = try Situation.fresh(kind, asked)
        if kind == "ordinary" {
            authorisation = try authorisation.after(.approval, at: noon, under: policy(.investigation))
        }
        for (seconds, expected) in [(9.999, "!not-yet"), (10, "usable"), (19.999, "usable"), (20, "!expired")] {
            let result = try Self.result(authorisation, .search, at: noon + seconds)
            #expect(result == (expected == "usable" ? authorisation.state.rawValue : expected), "\(seconds)")
        }
    }

    @Test(
        "a search stays within the collections and the purpose that were approved",
        arguments: [
            ([1], nil, "approved"), ([2], nil, "approved"), ([1, 2], "missing-person", "approved"),
            ([3], nil, "!out-of-scope"), ([1, 3], nil, "!out-of-scope"), ([1, 2, 3], nil, "!out-of-scope"),
            ([], nil, "!no-collection"), ([1], "serious-crime", "!out-of-scope"), ([1], "", "!out-of-scope"),
        ] as [(Set<UInt32>, String?, String)])
    func scope(collections: Set<UInt32>, purpose: String?, expected: String) throws {
        let approved = try Situation.fresh("ordinary").after(.approval, at: noon, under: policy(.investigation))
        let event = AuthorisationEvent.use(
            by: searcher, collections: Set(collections.map { CollectionID($0) }), purpose: purpose)
        #expect(try Self.result(approved, event, at: noon) == expected)
    }

    @Test("each search counts, and the last one exhausts it")
    func counting() throws {
        let policy = try policy(.investigation)
        var authorisation = try Situation.fresh("ordinary", request(searches: 3))
            .after(.approval, at: noon, under: policy)
        for used in 1...3 {
            authorisation = try authorisation.after(.search, at: noon, under: policy)
            #expect(authorisation.used == used && authorisation.state == (used < 3 ? .approved : .exhausted))
        }
        #expect(try Self.result(authorisation, .search, at: noon) == "!exhausted")
    }

    @Test("who decided, when and why is kept, and who revoked")
    func decisions() throws {
        let policy = try policy(.investigation)
        let approved = try Situation.fresh("ordinary").after(.approval, at: noon + 1, under: policy)
        #expect(approved.decision == .init(by: approver, at: noon + 1, reason: "Necessary."))
        let revoked = try approved.after(.revoke(by: stranger, reason: "Found."), at: noon + 2, under: policy)
        #expect(revoked.decision == approved.decision)
        #expect(revoked.revocation == .init(by: stranger, at: noon + 2, reason: "Found."))
        let refused = try Situation.fresh("ordinary").after(.refusal, at: noon + 3, under: policy)
        #expect(refused.decision == .init(by: approver, at: noon + 3, reason: "Not necessary."))
    }

    @Test("an approval asks the policy as it is by then, and so does each search")
    func policyChanged() throws {
        let shorter = try policy(.investigation, ["longest-days: 30": "longest-days: 9"])
        let fewer = try policy(.investigation, ["most-searches: 20": "most-searches: 1"])
        let other = try policy(.investigation, ["- missing-person": "- missing-child"])
        let without = try policy(.investigation, ["allowed: true": "allowed: false"])
        let strict = try policy(.household, ["approval: none": "approval: per-case"])
        func refused(_ authorisation: Authorisation, _ event: AuthorisationEvent, _ policy: Policy) -> Failure.Code? {
            code { try authorisation.after(event, at: noon, under: policy) }
        }
        let requested = try Situation.fresh("ordinary")
        #expect(refused(requested, .approval, shorter) == .authorisationTooLong)
        #expect(refused(requested, .approval, fewer) == .authorisationTooManySearches)
        #expect(refused(requested, .approval, other) == .authorisationPurposeUnknown)
        #expect(refused(requested, .refusal, other) == nil)

        let approved = try requested.after(.approval, at: noon, under: policy(.investigation))
        #expect(refused(approved, .search, shorter) == nil)
        #expect(refused(approved, .search, other) == .authorisationPurposeUnknown)

        let emergency = try Situation.fresh("break-glass")
        #expect(refused(emergency, .search, without) == .breakGlassNotAllowed)
        #expect(refused(emergency, .approval, without) == nil)
        let confirmed = try emergency.after(.approval, at: noon, under: without)
        #expect(refused(confirmed, .search, without) == nil)

        #expect(refused(try Situation.fresh("standing"), .search, strict) == .authorisationNotStanding)
    }
}
