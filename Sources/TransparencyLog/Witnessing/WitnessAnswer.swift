/// A witness's answer to `add-checkpoint`, as HTTP carries it (C2SP tlog-witness).
public enum WitnessAnswer: Hashable, Sendable {
    /// 200: one or more signature lines. Nothing says yet that they are valid; see ``cosignatures(on:by:)``.
    case cosigned([NoteSignature])
    /// 400: not a request, or its old size is above the checkpoint's.
    case malformed
    /// 403: no signature by the log, or a wrong one.
    case notSigned
    /// 404: the witness does not know the log.
    case unknownOrigin
    /// 409: the witness cosigned this size last, and the proof has to start there.
    case conflict(size: Int)
    /// 422: the proof does not lead from the head that was cosigned last to this one. The log signed this checkpoint: it
    /// is worth keeping, it may show that the log has two faces.
    case inconsistent

    public var status: Int {
        switch self {
        case .cosigned: 200
        case .malformed: 400
        case .notSigned: 403
        case .unknownOrigin: 404
        case .conflict: 409
        case .inconsistent: 422
        }
    }

    public var contentType: String {
        if case .conflict = self { "text/x.tlog.size" } else { "text/plain; charset=utf-8" }
    }

    /// UTF-8; empty where the specification asks for nothing.
    public var body: String {
        switch self {
        case .cosigned(let signatures): signatures.map(\.line).joined()
        case .conflict(let size): "\(size)\n"
        case .malformed, .notSigned, .unknownOrigin, .inconsistent: ""
        }
    }

    /// - Parameter body: read only where the specification gives it a meaning.
    /// - Throws: ``LogError`` `.malformed` when the status is none of the specification's, or the body not of its form.
    public init(status: Int, body: some Collection<UInt8>) throws {
        var lines = LineReader(body)
        switch status {
        case 200: self = .cosigned(try lines.signatures())
        case 400: self = .malformed
        case 403: self = .notSigned
        case 404: self = .unknownOrigin
        case 409:
            guard let size = lines.next().flatMap({ Int(decimal: $0) }), lines.isAtEnd else {
                throw LogError(.malformed, "a witness returned no size")
            }
            self = .conflict(size: size)
        case 422: self = .inconsistent
        default: throw LogError(.malformed, "a witness answered with status \(status)")
        }
    }

    /// The cosignatures in the answer by witnesses that the log knows; others are ignored, as the specification asks.
    ///
    /// - Returns: none when the answer is a refusal.
    /// - Throws: ``LogError`` `.signatureWrong` when no known witness signed, or one of the signatures is wrong.
    public func cosignatures(on checkpoint: Checkpoint, by witnesses: [VerifierKey]) throws -> [NoteSignature] {
        guard case .cosigned(let signatures) = self else { return [] }
        let opened = try SignedNote(text: checkpoint.text, signatures: signatures)
            .open(with: witnesses.filter { $0.kind == .cosignature })
        // Time 0 would not state that this is the newest checkpoint, so the specification forbids it here.
        guard opened.allSatisfy({ Cosignature($0.signature.bytes)?.time ?? 0 > 0 }) else {
            throw LogError(.signatureWrong, "a cosignature without a time")
        }
        return opened.map(\.signature)
    }
}
