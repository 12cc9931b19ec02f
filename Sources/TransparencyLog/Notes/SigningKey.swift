import Crypto
import Foundation

/// A key that signs notes, to be kept secret: only ``secretText`` gives it away, no description or dump does.
public struct SigningKey: Sendable {
    /// What others verify with.
    public let verifierKey: VerifierKey
    private let key: Curve25519.Signing.PrivateKey

    /// A new key, from the system's random numbers.
    /// - Throws: ``LogError`` `.malformed` when the name is none.
    public init(name: String, kind: VerifierKey.Kind = .note) throws {
        try self.init(name: name, kind: kind, key: Curve25519.Signing.PrivateKey())
    }

    /// The same key from the same 32 bytes, for tests.
    package init(name: String, kind: VerifierKey.Kind, seed: [UInt8]) throws {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw LogError(.malformed, "not a signing key")
        }
        try self.init(name: name, kind: kind, key: key)
    }

    private init(name: String, kind: VerifierKey.Kind, key: Curve25519.Signing.PrivateKey) throws {
        self.key = key
        verifierKey = try VerifierKey(name: name, kind: kind, publicKey: key.publicKey.rawRepresentation)
    }

    /// - Parameter text: as ``secretText`` writes it.
    /// - Throws: ``LogError`` `.malformed`, also when the id is not that of the key.
    public init(parsingSecret text: String) throws {
        guard text.utf8.starts(with: Self.prefix.utf8) else { throw LogError(.malformed, "not a signing key") }
        let parts = try KeyText(parsing: text.utf8.dropFirst(Self.prefix.utf8.count))
        try self.init(name: parts.name, kind: parts.kind, seed: parts.key)
        guard parts.id == verifierKey.id else { throw LogError(.malformed, "a signing key's id is of another key") }
    }

    /// The key itself, as Go's sumdb/note writes it: `PRIVATE+KEY+name+id+base64(kind || seed)`.
    public var secretText: String {
        Self.prefix
            + KeyText(
                name: verifierKey.name, id: verifierKey.id, kind: verifierKey.kind, key: Array(key.rawRepresentation)
            ).text
    }

    private static let prefix = "PRIVATE+KEY+"

    /// - Parameter text: a note's, with its last newline.
    /// - Throws: ``LogError`` `.malformed` when this is a witness's key.
    public func sign(_ text: String) throws -> NoteSignature {
        guard verifierKey.kind == .note else { throw LogError(.malformed, "a witness's key signs no notes") }
        return NoteSignature(by: verifierKey, bytes: try signature(of: Array(text.utf8)))
    }

    /// States that at `time` this was the largest consistent checkpoint of its log that the witness had seen.
    ///
    /// - Parameter time: seconds since 1970, from 0.
    /// - Throws: ``LogError`` `.malformed` when this is not a witness's key, or the time negative.
    public func cosign(_ checkpoint: Checkpoint, at time: Int) throws -> NoteSignature {
        guard verifierKey.kind == .cosignature else { throw LogError(.malformed, "a log's key signs no cosignatures") }
        let signature = try signature(of: Cosignature.message(time: time, text: checkpoint.text))
        guard let cosignature = Cosignature(time: time, signature: signature) else {
            throw LogError(.malformed, "a time before 1970")
        }
        return NoteSignature(by: verifierKey, bytes: cosignature.bytes)
    }

    private func signature(of message: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: message)) }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "the signing key of \(verifierKey)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["verifierKey": verifierKey]) }
}
