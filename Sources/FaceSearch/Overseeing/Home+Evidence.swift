public import Foundation
public import Records
public import Rules
public import TransparencyLog
public import Vocabulary

/// That evidence leaves the home, as the log has it. Only ``Home/noteEvidence(of:about:withPayloads:reason:as:)`` makes one.
public struct EvidenceExport: Sendable {
    /// The pack's random id.
    public let pack: String
    public let account: AccountRef
    /// To the second.
    public let at: Date
    /// Where the log says so.
    public let entry: Int
    /// Under which that entry is, and all before it.
    public let checkpoint: SignedCheckpoint
    public let key: VerifierKey

    init(
        pack: String, account: AccountRef, at: Date, entry: Int, checkpoint: SignedCheckpoint, key: VerifierKey
    ) {
        self.pack = pack
        self.account = account
        self.at = at
        self.entry = entry
        self.checkpoint = checkpoint
        self.key = key
    }
}

/// Evidence for a regulator: what the log and the records give to a pack.
extension Home {
    /// Logs that evidence leaves the home, before anything of it is written.
    ///
    /// - Parameters:
    ///   - scope: a period, or a case's reference: stands in what the entry commits to.
    ///   - about: the case, where it is about one.
    /// - Throws: `role.missing`, `text.unusable`, `log.not-cosigned` when witnesses that are required are away, `log.…`.
    public func noteEvidence(
        of scope: String, about caseRef: CaseRef?, withPayloads: Bool, reason: String?, as actor: Actor
    ) async throws -> EvidenceExport {
        try FreeText.check(reason)
        let key = try Self.logVerifierKey(of: directory)
        let pack = PseudonymousID.random().text
        let (event, moment) = try await act(as: actor, .exportEvidence) { deed in
            var ids = ["pack": pack]
            ids["case"] = caseRef?.rawValue
            let event = try deed.tell(
                .evidenceExported, ids,
                [
                    "scope": .string(scope), "payloads": .bool(withPayloads),
                    "reason": reason.map { .string($0) } ?? .null,
                ])
            return (event, deed.now)
        }
        let checkpoint = try await publishedCheckpoint()
        guard let entry = try records.look({ try $0.logIndex(of: event) }), entry < checkpoint.checkpoint.size else {
            throw Failure(LogError(.notCosigned, "that evidence leaves is logged, and not cosigned yet"))
        }
        return EvidenceExport(
            pack: pack, account: actor.account, at: moment, entry: entry, checkpoint: checkpoint, key: key)
    }

    /// Signs what is in a pack with the log's key, as a note of its own kind: nothing else is signed this way.
    /// - Parameter contents: one line, which names the export's pack.
    /// - Throws: `log.malformed`, `log.key-unusable`.
    public func signEvidence(_ contents: String, of export: EvidenceExport) throws -> SignedNote {
        do {
            guard contents.contains(export.pack), !contents.utf8.contains(0x0A) else {
                throw LogError(.malformed, "a pack's contents are not of its export")
            }
            let text = Self.evidenceHeader + contents + "\n"
            return try SignedNote(
                text: text, signatures: [LogKeyFile(home: directory).read().sign(text)])
        } catch let error as LogError {
            throw Failure(error)
        }
    }

    /// The first line of what ``signEvidence(_:of:)`` signs: no checkpoint begins so and goes on as these do.
    public static let evidenceHeader = "likeness/evidence/v1\n"

    /// A case by its reference in one's own organisation, or any by its id.
    /// - Throws: `case.unknown`, `role.missing`.
    public func caseForEvidence(_ named: String, as actor: Actor) throws -> CaseRecord {
        try look(as: actor, .exportEvidence) { deed in
            if let record = try deed.records.caseFile(named, of: deed.person.organisation.ref) { return record }
            guard PseudonymousID(named) != nil, let record = try deed.records.caseFile(CaseRef(named)) else {
                throw Self.unknownCase
            }
            return record
        }
    }

    /// The first and the last place in the log of entries from a moment to before another; nil when there is none. The log's
    /// first entry, which is older than the records, is not counted.
    /// - Throws: `role.missing`.
    public func loggedPlaces(from: Date, to: Date, as actor: Actor) throws -> ClosedRange<Int>? {
        try look(as: actor, .exportEvidence) { try $0.records.loggedPlaces(from: from, to: to) }
    }

    /// The place of the first entry at or after a moment; nil when there is none.
    /// - Throws: `role.missing`.
    public func firstLoggedPlace(from moment: Date, as actor: Actor) throws -> Int? {
        try look(as: actor, .exportEvidence) { try $0.records.firstLoggedPlace(from: moment) }
    }

    /// Entries about any of these ids, in the log's order.
    /// - Throws: `role.missing`.
    public func loggedRecords(
        about refs: [String], types: [EventType]? = nil, before first: Int = .max, as actor: Actor
    ) throws -> [LoggedRecord] {
        try look(as: actor, .exportEvidence) {
            try $0.records.loggedEvents(about: refs, types: types?.map(\.rawValue), before: first)
        }
    }
}
