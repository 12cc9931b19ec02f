import Crypto
import Foundation

/// Makes a cookie's text of what is kept of a sign-in, which nobody else can read or make.
///
/// So nothing is kept on the server for people who only clicked a link. The key is this process's own: a sign-in that was
/// under way when the server was started anew begins once more.
public struct AttemptSeal: Sendable {
    private let key = SymmetricKey(size: .bits256)

    public init() {}

    /// Some 400 characters of base64url.
    public func seal(_ secrets: SignInSecrets) -> String {
        // Neither fails: strings and a finite date are JSON, and the key is of the right size.
        guard let plain = try? JSONEncoder().encode(secrets), let box = try? ChaChaPoly.seal(plain, using: key) else {
            return ""
        }
        return Base64URL.encode(box.combined)
    }

    /// - Returns: nil when this seal did not make it.
    public func open(_ text: String) -> SignInSecrets? {
        guard text.utf8.count <= 4096, let bytes = Base64URL.decode(text),
            let box = try? ChaChaPoly.SealedBox(combined: bytes), let plain = try? ChaChaPoly.open(box, using: key)
        else { return nil }
        return try? JSONDecoder().decode(SignInSecrets.self, from: plain)
    }
}

extension AttemptSeal: CustomStringConvertible, CustomReflectable {
    public var description: String { "redacted" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
