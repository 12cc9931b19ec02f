import Foundation
import Rules
import Testing
import Vocabulary

extension AuthorisationEvent {
    static let approval = AuthorisationEvent.approve(by: approver, reason: "Necessary.")
    static let refusal = AuthorisationEvent.refuse(by: approver, reason: "Not necessary.")
    static let revocation = AuthorisationEvent.revoke(by: approver, reason: "Found.")
    static let search = AuthorisationEvent.use(by: searcher, collections: [CollectionID(1)], purpose: nil)
}

/// A kind of authorisation and a state that it can be in, brought about by events alone.
struct Situation: Sendable, CustomTestStringConvertible {
    let name: String
    let authorisation: @Sendable () throws -> Authorisation
    var testDescription: String { name }

    static let ref = AuthorisationRef("a")

    static func fresh(_ kind: String, _ asked: AuthorisationRequest? = nil) throws -> Authorisation {
        switch kind {
        case "ordinary":
            try .requested(ref, asked ?? request(), under: policy(.investigation), at: noon)
        case "break-glass":
            try .breakGlass(
                ref, asked ?? request(), reason: "A child went missing there.", under: policy(.investigation), at: noon)
        default:
            try .standing(
                ref, asked ?? request(caseRef: nil, purpose: "own-photos"), under: policy(.household), at: noon)
        }
    }

    /// The policy that a kind of authorisation comes about under.
    static func policyOf(_ authorisation: Authorisation) throws -> Policy {
        try policy(authorisation.kind == .standing ? .household : .investigation)
    }

    init(_ name: String, _ events: (AuthorisationEvent, TimeInterval)...) {
        self.name = name
        let kind = String(name.prefix { $0 != " " })
        authorisation = {
            try events.reduce(try Self.fresh(kind)) { authorisation, event in
                try authorisation.after(event.0, at: noon + event.1, under: try Self.policyOf(authorisation))
            }
        }
    }

    /// All that there are: 2 searches, 10 days, and 48 hours for break-glass.
    static let all = [
        Situation("ordinary requested"),
        Situation("ordinary approved", (.approval, 0)),
        Situation("ordinary refused", (.refusal, 0)),
        Situation("ordinary expired", (.approval, 0), (.tick, 10 * day)),
        Situation("ordinary revoked", (.approval, 0), (.revocation, 0)),
        Situation("ordinary exhausted", (.approval, 0), (.search, 0), (.search, 0)),
        Situation("break-glass unconfirmed"),
        Situation("break-glass approved", (.search, 0), (.approval, 0)),
        Situation("break-glass refused", (.search, 0), (.refusal, 0)),
        Situation("break-glass expired", (.approval, 0), (.tick, 10 * day)),
        Situation("break-glass revoked", (.approval, 0), (.revocation, 0)),
        Situation("break-glass exhausted", (.search, 0), (.search, 0), (.approval, 0)),
        Situation("break-glass lapsed", (.search, 0), (.tick, 48 * hour)),
        Situation("standing approved"),
        Situation("standing expired", (.tick, 10 * day)),
        Situation("standing revoked", (.revocation, 0)),
        Situation("standing exhausted", (.search, 0), (.search, 0)),
    ]
}
