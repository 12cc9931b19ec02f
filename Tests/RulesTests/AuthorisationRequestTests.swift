import Foundation
import Rules
import Testing
import Vocabulary

@Suite("Requests")
struct AuthorisationRequestTests {
    static let ref = AuthorisationRef("a")
    static let twenty = "Twenty characters ok"

    /// A request of an investigation: 30 days and 20 searches at most.
    static let cases: [(AuthorisationRequest, Failure.Code?)] = [
        (request(), nil),
        (request(caseRef: nil), .authorisationNoCase),
        (request(purpose: "curiosity"), .authorisationPurposeUnknown),
        (request(purpose: ""), .authorisationPurposeUnknown),
        (request(necessity: ""), .authorisationUnexplained),
        (request(proportionality: ""), .authorisationUnexplained),
        (request(necessity: twenty), nil),
        (request(necessity: String(twenty.dropLast())), .authorisationUnexplained),
        (request(necessity: "  \n" + twenty.dropLast() + "\t \n"), .authorisationUnexplained),
        (request(proportionality: String(repeating: " ", count: 50)), .authorisationUnexplained),
        (request(proportionality: String(repeating: "\u{200B}", count: 50)), .authorisationUnexplained),
        (request(proportionality: String(repeating: "\u{3164} ", count: 50)), .authorisationUnexplained),
        (request(necessity: "她最后一次出现在港口节上，我们只查找那天的照片。"), nil),
        (request(collections: []), .authorisationNoCollection),
        (request(searches: 0), .authorisationTooManySearches),
        (request(searches: -1), .authorisationTooManySearches),
        (request(searches: 1), nil),
        (request(searches: 20), nil),
        (request(searches: 21), .authorisationTooManySearches),
        (request(expires: noon + 30 * day), nil),
        (request(expires: noon + 30 * day + 1), .authorisationTooLong),
        (request(expires: .distantFuture), .authorisationTooLong),
        (request(notBefore: .distantPast), .authorisationTooLong),
        (request(expires: noon), .authorisationPeriod),
        (request(notBefore: noon + 2, expires: noon + 1), .authorisationPeriod),
        (request(notBefore: noon - 2, expires: noon), .authorisationPeriod),
        (request(notBefore: noon - 2, expires: noon + 1), nil),
        (request(notBefore: noon + 30 * day, expires: noon + 60 * day), nil),
        (request(notBefore: noon + 30 * day + 1, expires: noon + 31 * day), .authorisationPeriod),
    ]

    @Test("a request is for a case, a purpose, collections, a number and a period, explained", arguments: cases)
    func check(request: AuthorisationRequest, expected: Failure.Code?) throws {
        let policy = try policy(.investigation)
        #expect(code { try request.check(against: policy, at: noon) } == expected)
        #expect(code { try Authorisation.requested(Self.ref, request, under: policy, at: noon) } == expected)
        // In an emergency everything but the explanations is asked for all the same.
        let inEmergency = expected == .authorisationUnexplained ? nil : expected
        #expect(
            code {
                try Authorisation.breakGlass(
                    Self.ref, request, reason: "She may be drowning.", under: policy, at: noon)
            } == inEmergency)
    }

    @Test("a period that is no number is no period")
    func notANumber() throws {
        let policy = try policy(.investigation)
        let none = Date(timeIntervalSinceReferenceDate: .nan)
        for strange in [request(notBefore: none), request(expires: none)] {
            let refused = code { try strange.check(against: policy, at: noon) }
            #expect(refused == .authorisationPeriod)
        }
    }

    @Test("break-glass is only where the policy allows it, and with a reason", arguments: ["", " \n", "\u{200B}"])
    func breakGlass(blank: String) throws {
        func refused(_ policy: Policy, _ reason: String) -> Failure.Code? {
            code { try Authorisation.breakGlass(Self.ref, request(), reason: reason, under: policy, at: noon) }
        }
        #expect(refused(try policy(.investigation), blank) == .breakGlassUnexplained)
        #expect(refused(try policy(.investigation), "A child went missing there.") == nil)
        #expect(refused(try policy(.archive), "A child went missing there.") == .breakGlassNotAllowed)
        let without = try policy(.investigation, ["allowed: true": "allowed: false"])
        #expect(refused(without, "A child went missing there.") == .breakGlassNotAllowed)
    }

    @Test("a break-glass search is answered within the policy's hours")
    func deadline() throws {
        let policy = try policy(.investigation, ["deadline-hours: 48": "deadline-hours: 5"])
        let taken = try Authorisation.breakGlass(
            Self.ref, request(), reason: "It cannot wait until noon.", under: policy, at: noon)
        #expect(taken.kind == .breakGlass(reason: "It cannot wait until noon.", deadline: noon + 5 * hour))
        #expect(taken.state == .unconfirmed && taken.used == 0 && taken.decision == nil)
    }

    @Test("only a policy without approval gives an authorisation by itself, and it needs no case and no words")
    func standing() throws {
        let own = request(caseRef: nil, purpose: "own-photos", necessity: "", proportionality: "")
        let given = try Authorisation.standing(Self.ref, own, under: policy(.household), at: noon)
        #expect(given.kind == .standing && given.state == .approved && given.decision == nil)
        for profile in [Profile.archive, .investigation] {
            #expect(
                code { try Authorisation.standing(Self.ref, request(), under: policy(profile), at: noon) }
                    == .authorisationNotStanding)
        }
        let strict = try policy(.household, ["approval: none": "approval: per-project"])
        #expect(
            code { try Authorisation.standing(Self.ref, own, under: strict, at: noon) } == .authorisationNotStanding)
        let long = request(caseRef: nil, purpose: "own-photos", searches: 1001)
        #expect(
            code { try Authorisation.standing(Self.ref, long, under: policy(.household), at: noon) }
                == .authorisationTooManySearches)
    }
}
