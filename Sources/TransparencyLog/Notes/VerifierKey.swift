import Crypto
import Foundation

/// A key that notes are verified with, and whose it is (C2SP signed-note, "Verifier keys").
///
/// As text: `name+id+base64(kind || key)`, for example
/// `PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW`.
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// What the key signs, and how. Each byte is the format's "signature type".
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// Ed25519 over a note's text: a log's own signature.
        case note = 0x01
        /// Ed25519 over a time and a checkpoint's text (C2SP tlog-cosignature): a witness's.
        case cosignature = 0x04
    }

    /// Not empty, without white space and plus signs.
    public let name: String
    /// The first four bytes of SHA-256(name || 0x0A || kind || key), the highest first.
    public let id: UInt32
    public let kind: Kind
    /// 32 bytes (RFC 8032).
    public let publicKey: [UInt8]

    /// - Throws: ``LogError`` `.malformed` when the name is none, or the key has not 32 bytes.
    public init(name: String, kind: Kind, publicKey: some Collection<UInt8>) throws {
        guard Self.isName(name) else { throw LogError(.malformed, "a key's name is empty, or has a space or a plus") }
        guard publicKey.count == 32 else { throw LogError(.malformed, "a public key of \(publicKey.count) bytes") }
        self.name = name
        self.kind = kind
        self.publicKey = Array(publicKey)
        let digest = SHA256.hash(data: Array(name.utf8) + [0x0A, kind.rawValue] + self.publicKey)
        id = digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// - Parameter text: as an operator hands it out.
    /// - Throws: ``LogError`` `.malformed`, also when the id is not that of the key.
    public init(parsing text: String) throws {
        let parts = try KeyText(parsing: text.utf8)
        try self.init(name: parts.name, kind: parts.kind, publicKey: parts.key)
        guard parts.id == id else { throw LogError(.malformed, "a verifier key's id is of another key") }
    }

    public var description: String { KeyText(name: name, id: id, kind: kind, key: publicKey).text }

    /// Whether `signature`, without the key's id before it, is this key's over the note's text.
    public func verifies(_ signature: [UInt8], of text: String) -> Bool {
        switch kind {
        case .note: verifies(signature, of: Array(text.utf8))
        case .cosignature:
            if let cosignature = Cosignature(signature) {
                verifies(cosignature.signature, of: Cosignature.message(time: cosignature.time, text: text))
            } else {
                false
            }
        }
    }

    private func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey))?
            .isValidSignature(signature, for: message) ?? false
    }

    /// A name that shows as it is, on a terminal too: no control characters, none that turn round what follows.
    public var isPlain: Bool {
        name.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }

    /// Names are the same when their bytes are; Swift's own comparison takes different spellings of é as one.
    func isNamed(_ name: some StringProtocol) -> Bool { self.name.utf8.elementsEqual(name.utf8) }
}
