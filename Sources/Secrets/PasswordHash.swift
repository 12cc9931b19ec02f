import Foundation
public import Vocabulary
import sodium

/// What is kept of a password: Argon2id (RFC 9106) under a random salt, in the text form of libsodium's
/// `crypto_pwhash_str`, which names its own parameters.
///
/// Takes 64 MiB and about a tenth of a second each time; whoever lets strangers ask bounds how many do so at once.
public struct PasswordHash: Sendable {
    /// `$argon2id$…`, to be stored.
    public let text: String

    /// Characters of the shortest password (NIST SP 800-63B, section 5.1.1: 8 at least, and no rules of composition).
    public static let shortest = 10
    /// UTF-8 bytes of the longest.
    public static let longest = 1024
    /// RFC 9106, section 4, second recommendation, as libsodium can do it: three passes over 64 MiB in one lane.
    private static let passes = 3
    private static let memory = 64 << 20

    /// One that was stored.
    public init(stored text: String) { self.text = text }

    /// - Throws: `password.unusable`, `password.memory`.
    public init(of password: String) throws(Failure) {
        let bytes = Self.bytes(of: password)
        guard password.count >= Self.shortest, bytes.count <= Self.longest else {
            throw Failure(
                .passwordUnusable,
                "A password has at least \(Self.shortest) characters and at most \(Self.longest) bytes.",
                remedy: "Choose another: several words that only you would put together are easy to keep in mind.")
        }
        Sodium.start()
        var text = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let made = crypto_pwhash_str_alg(
            &text, bytes, UInt64(bytes.count), UInt64(Self.passes), Self.memory, crypto_pwhash_ALG_ARGON2ID13)
        guard made == 0 else {
            throw Failure(
                .passwordMemory, "There is not enough memory to hash a password.",
                remedy: "Free 64 MiB, then try again.")
        }
        self.text = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether this is the hash of `password`. Takes as long when it is not.
    public func verifies(_ password: String) -> Bool {
        let bytes = Self.bytes(of: password)
        guard bytes.count <= Self.longest else { return false }
        Sodium.start()
        return crypto_pwhash_str_verify(text, bytes, UInt64(bytes.count)) == 0
    }

    /// Spends the time of a verification where there is no hash to verify: a name that does not exist must not be told by
    /// how soon it is refused.
    public static func pretendToVerify(_ password: String) { _ = nobody.verifies(password) }

    /// The hash of a password that nobody knows.
    private static let nobody: PasswordHash = {
        // Random, so never nil but without memory; then nobody is let in anyway.
        (try? PasswordHash(of: SecretToken().text)) ?? PasswordHash(stored: "")
    }()

    /// The same letters make the same bytes, however the keyboard composed them (NFKC, as NIST SP 800-63B asks).
    private static func bytes(of password: String) -> [CChar] {
        password.precomposedStringWithCompatibilityMapping.utf8.map { CChar(bitPattern: $0) }
    }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
    public var description: String { "redacted" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
