import Foundation
public import Records
import Rules
import TransparencyLog
import Vocabulary

extension Home {
    /// - Throws: `case.exists`, `case.unusable-reference`, `role.missing`.
    public func openCase(_ reference: String, as actor: Actor) async throws -> CaseRecord {
        guard tidied(reference) == reference, reference.count <= 200 else {
            throw Failure(
                .caseUnusableReference, "A case's reference is empty, too long, or has characters that do not show.",
                remedy: "Write it plainly, with at most 200 characters.")
        }
        return try await act(as: actor, .openCase) { deed in
            let record = CaseRecord(
                ref: .random(), organisation: deed.person.organisation.ref, reference: reference, opened: deed.now,
                openedBy: deed.person.account.ref)
            try deed.records.add(record)
            try deed.tell(.caseOpened, ["case": record.ref.rawValue], ["reference": .string(reference)])
            return record
        }
    }

    /// No search is made on a closed case.
    /// - Throws: `case.unknown`, `role.missing`.
    public func closeCase(_ reference: String, as actor: Actor) async throws {
        try await act(as: actor, .closeCase) { deed in
            let record = try deed.caseFile(reference)
            guard record.closed == nil else { return }
            try deed.records.closeCase(record.ref, at: deed.now)
            try deed.tell(.caseClosed, ["case": record.ref.rawValue])
        }
    }

    /// Those of one's organisation, in order of reference.
    public func cases(as actor: Actor) throws -> [CaseRecord] {
        try look(as: actor, .seeCases) { try $0.records.cases(of: $0.person.organisation.ref) }
    }

    static let unknownCase = Failure(
        .caseUnknown, "Your organisation has no case of this reference.",
        remedy: "`likeness case list` shows those that are; `likeness case open` opens one.")
    static let caseClosed = Failure(
        .caseClosed, "The case is closed.", remedy: "Open another case if there is new reason to search.")
}

extension Deed {
    /// One's organisation's case of this reference.
    /// - Throws: `case.unknown`.
    func caseFile(_ reference: String) throws -> CaseRecord {
        if let record = try records.caseFile(reference, of: person.organisation.ref) { return record }
        throw Home.unknownCase
    }

    /// - Throws: `case.unknown`, `case.closed`.
    func openCase(_ reference: String) throws -> CaseRecord {
        let record = try caseFile(reference)
        guard record.closed == nil else { throw Home.caseClosed }
        return record
    }
}
