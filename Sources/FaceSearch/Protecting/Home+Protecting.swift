public import FaceAnalysis
import Foundation
public import Records
public import Rules
import TransparencyLog
import Vocabulary

/// Persons who asked that overseers be told when they are searched for.
extension Home {
    /// Puts a person on the list: from now on overseers are told of each search in this home whose probe resembles them, also of
    /// searches from before whose templates are kept. They are found as before; no searcher sees anything of it.
    ///
    /// - Parameters:
    ///   - face: which of the photo's faces, 1 for the leftmost; nil when there is only one.
    ///   - feared: the name of an account of one's organisation whose searches the person fears, if anybody's.
    ///   - reason: kept, for overseers and custodians.
    /// - Throws: `role.missing`, `reason.missing`, `text.unusable`, `account.unknown`, `oversight.key-unusable`, `probe.…`,
    ///   `photo.…`, `log.…`.
    public func protect(
        _ photo: [UInt8], face: Int? = nil, feared: String? = nil, reason: String, as actor: Actor,
        with analyzer: FaceAnalyzer
    ) async throws -> ProtectedPersonRef {
        let reason = try Self.reason(reason)
        let box = try await boxToProtect(photo, face: face, feared: feared, as: actor, with: analyzer)
        return try await act(as: actor, .sealPerson) { try $0.protect(box, fearing: feared, because: reason) }
    }

    /// The template of somebody who is to be protected, in its box.
    /// - Throws: `role.missing`, `account.unknown`, `oversight.key-unusable`, `probe.…`, `photo.…`.
    func boxToProtect(
        _ photo: [UInt8], face: Int?, feared: String? = nil, as actor: Actor, with analyzer: FaceAnalyzer
    ) async throws -> BoxToProtect {
        try look(as: actor, .sealPerson) { _ = try $0.feared(feared) }
        let template = try await ProbeFaces(photo, analyzer).face(face).template
        let ref = ProtectedPersonRef(PseudonymousID.random().text)
        guard let box = SealedTemplate(template: template, of: ref.rawValue).sealed(to: try sealingKey()) else {
            throw OversightKeyFile.unusable
        }
        return BoxToProtect(person: ref, model: template.model, box: box)
    }

    /// Those of one's organisation, oldest first, with the name of the account that each fears.
    /// - Throws: `role.missing`.
    public func protectedPersons(as actor: Actor) throws -> [(person: ProtectedPerson, feared: String?)] {
        try look(as: actor, .sealPerson) { deed in
            try deed.records.protectedPersons(of: deed.person.organisation.ref).map { person in
                (person, try person.feared.flatMap { try deed.records.account($0)?.name })
            }
        }
    }

    /// Takes a person off the list, and erases what they were known by.
    /// - Throws: `protection.unknown`, `reason.missing`, `text.unusable`, `role.missing`, `home.locked`.
    public func endProtection(of ref: ProtectedPersonRef, reason: String, as actor: Actor) async throws {
        try await forgetPerson(because: reason, as: actor) { deed, reason in
            let own = try deed.records.protectedPersons(of: deed.person.organisation.ref)
            guard own.contains(where: { $0.ref == ref }) else {
                throw Failure(
                    .protectionUnknown, "Your organisation protects no such person, or it has ended.",
                    remedy: "`likeness protect list` shows those that it does.")
            }
            try deed.records.endProtection(of: ref, at: deed.now)
            try deed.tell(.protectionEnded, ["person": ref.rawValue], ["reason": .string(reason)])
        }
    }

    /// The protected persons whose overseers are to be told of, by ref: whom each fears. For the rules that raise signals.
    /// - Parameter actor: an overseer; nil: the home's own check, on nobody's behalf.
    /// - Throws: `role.missing`.
    public func fearedAccounts(as actor: Actor?) throws -> [ProtectedPersonRef: AccountRef] {
        if let actor { try look(as: actor, .decideSignal) { _ in } }
        return try records.look { records in
            Dictionary(
                try records.protectedPersons().compactMap { person in person.feared.map { (person.ref, $0) } },
                uniquingKeysWith: { one, _ in one })
        }
    }
}

/// By what somebody who is to be protected will be known.
struct BoxToProtect: Sendable {
    let person: ProtectedPersonRef
    let model: ModelID
    let box: [UInt8]
}

extension Deed {
    @discardableResult
    func protect(
        _ known: BoxToProtect, fearing name: String? = nil, because reason: String
    ) throws -> ProtectedPersonRef {
        let account = try feared(name)
        try records.add(
            ProtectedPerson(
                ref: known.person, organisation: person.organisation.ref, model: known.model, box: known.box,
                feared: account?.ref, reason: reason, added: now))
        // Whom somebody fears is nobody's to read in the log: it goes with the payload.
        try tell(
            .protectionAdded, ["person": known.person.rawValue],
            [
                "reason": .string(reason),
                "feared": account.map { .string($0.ref.rawValue) } ?? .null,
            ])
        return known.person
    }

    /// An account of one's own organisation: others' are nobody's business.
    /// - Throws: `account.unknown`.
    fileprivate func feared(_ name: String?) throws -> AccountRecord? {
        guard let name else { return nil }
        guard let account = try records.account(named: name), account.organisation == person.organisation.ref else {
            throw Failure(
                .accountUnknown, "Your organisation has no such account.",
                remedy: "Check the spelling, or leave it out: overseers are told of everybody's searches.")
        }
        return account
    }
}
