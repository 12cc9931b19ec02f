import Foundation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// One thing that somebody does: rules are asked, records changed and the event recorded in one transaction, so that there is
/// all of it or nothing.
struct Deed {
    let records: RecordTransaction
    /// The moment it is decided at.
    let now: Date
    let policy: Policy
    let person: Person

    /// Who acts, as recorded at this instant.
    struct Person {
        let account: AccountRecord
        let organisation: OrganisationRecord
    }

    /// Records what was done, for the log.
    ///
    /// - Parameters:
    ///   - ids: random ids by what they stand for; they stand in the log as they are.
    ///   - payload: the rest, personal data included: the log holds only a commitment to it.
    /// - Returns: the event's number.
    @discardableResult
    func tell(
        _ type: EventType, _ ids: [String: String] = [:], _ payload: [String: JSONValue] = [:]
    ) throws -> Int64 {
        try records.tell(
            type, at: now, ids.merging(["account": person.account.ref.rawValue]) { own, _ in own },
            payload.merging(["account": .string(person.account.name)]) { own, _ in own })
    }
}

extension RecordTransaction {
    /// Records an event that nobody in particular brought about. See ``Deed/tell(_:_:_:)``.
    @discardableResult
    func tell(
        _ type: EventType, at moment: Date, _ ids: [String: String] = [:], _ payload: [String: JSONValue] = [:]
    ) throws -> Int64 {
        var commitment: Commitment?
        var opening: EventRecord.Opening?
        if !payload.isEmpty {
            let object = try JSONObject(payload.map { ($0.key, $0.value) })
            let made = try Commitment.make(to: .object(object))
            commitment = made.commitment
            opening = EventRecord.Opening(
                key: made.opening.key.withUnsafeBytes { Array($0) }, payload: made.opening.payload)
        }
        let known = try ids.mapValues { text in
            guard let id = PseudonymousID(text) else { throw Home.unusable }
            return id
        }
        let event = LoggedEvent(type.rawValue, at: moment, ids: known, commitment: commitment)
        return try add(
            EventRecord(
                type: type.rawValue, at: moment, entry: event.bytes, opening: opening, subjects: Array(ids.values)))
    }
}
