/// A checkpoint as a log publishes it: a note, signed by the log and perhaps by witnesses.
public struct SignedCheckpoint: Hashable, Sendable {
    public let note: SignedNote
    /// What the note's text says, whether or not anybody signed it.
    public let checkpoint: Checkpoint

    /// - Throws: ``LogError`` `.malformed`.
    public init(parsing bytes: some Collection<UInt8>) throws { try self.init(SignedNote(parsing: bytes)) }

    /// - Throws: ``LogError`` `.malformed` when the note's text is no checkpoint.
    public init(_ note: SignedNote) throws {
        self.note = note
        checkpoint = try Checkpoint(parsing: note.text)
    }

    /// - Throws: ``LogError`` `.malformed` when the key is a witness's, or its name is not the checkpoint's origin.
    public init(_ checkpoint: Checkpoint, by key: SigningKey) throws {
        guard key.verifierKey.isNamed(checkpoint.origin) else {
            throw LogError(.malformed, "a log's key and its origin differ in name")
        }
        note = try SignedNote(text: checkpoint.text, signatures: [key.sign(checkpoint.text)])
        self.checkpoint = checkpoint
    }

    public func serialised() -> [UInt8] { note.serialised() }

    /// Adds what witnesses returned, as it is.
    /// - Throws: ``LogError`` `.malformed` when these would be too many signatures.
    public func adding(_ cosignatures: [NoteSignature]) throws -> SignedCheckpoint {
        try SignedCheckpoint(note.adding(cosignatures))
    }

    /// Whether the log signed this, and enough witnesses.
    ///
    /// - Parameters:
    ///   - keys: of logs. One counts only for the log whose origin is its name; kind ``VerifierKey/Kind/note``.
    ///   - witnesses: kind ``VerifierKey/Kind/cosignature``.
    ///   - atLeast: how many of them must have signed. Keys of one name are one witness, and so are names of one key.
    /// - Returns: who cosigned, and when: seconds since 1970. Whether that is recent enough, the caller judges.
    /// - Throws: ``LogError`` `.signatureWrong` when the log's signature is missing, one by a known key is wrong, or the
    ///   witnesses are too few; `.malformed` when a key is of the wrong kind.
    @discardableResult
    public func verify(
        keys: [VerifierKey], witnesses: [VerifierKey] = [], atLeast: Int = 0
    ) throws -> [(witness: VerifierKey, time: Int)] {
        guard keys.allSatisfy({ $0.kind == .note }), witnesses.allSatisfy({ $0.kind == .cosignature }) else {
            throw LogError(.malformed, "a log's key among the witnesses', or a witness's among the logs'")
        }
        let own = keys.filter { $0.isNamed(checkpoint.origin) }
        let signed = try note.open(with: own + witnesses)
        guard signed.contains(where: { $0.key.kind == .note }) else {
            throw LogError(.signatureWrong, "no signature by a known log")
        }
        let cosigned = signed.compactMap { key, signature in
            key.kind == .cosignature ? Cosignature(signature.bytes).map { (witness: key, time: $0.time) } : nil
        }
        let distinct = min(Set(cosigned.map(\.witness.name)).count, Set(cosigned.map(\.witness.publicKey)).count)
        guard distinct >= atLeast else {
            throw LogError(.signatureWrong, "\(distinct) of the \(atLeast) witnesses that are needed")
        }
        return cosigned
    }
}
