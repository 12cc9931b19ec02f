public import Foundation

/// A sign-in that was begun.
public struct SignInAttempt: Sendable {
    /// Where to send the browser, by a link or a redirect.
    public let url: URL
    /// What to keep for it, so that only this browser can bring it to an end: see ``AttemptSeal``.
    public let secrets: SignInSecrets
}

/// What is kept of a sign-in from its beginning to its end. Described nowhere.
public struct SignInSecrets: Hashable, Sendable, Codable {
    /// Binds the browser that comes back to the one that was sent (RFC 6749, section 10.12).
    package let state: String
    /// Binds the ID token to this sign-in (OpenID Connect Core 1.0, section 15.5.2).
    package let nonce: String
    /// Binds the code to this sign-in (RFC 7636).
    package let verifier: String
    /// The provider that was asked: whoever has several must not mix them up (RFC 9700, section 4.4).
    package let issuer: String
    package let begun: Date

    /// Seconds in which somebody has to have signed in.
    public static let lifetime: TimeInterval = 600

    package init(issuer: String, begun: Date) {
        state = RandomText.make()
        nonce = RandomText.make()
        verifier = RandomText.make()
        self.issuer = issuer
        self.begun = begun
    }

    package func isOver(at now: Date) -> Bool {
        !(-Leeway.seconds...Self.lifetime).contains(now.timeIntervalSince(begun))
    }
}

extension SignInSecrets: CustomStringConvertible, CustomReflectable {
    public var description: String { "redacted" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
