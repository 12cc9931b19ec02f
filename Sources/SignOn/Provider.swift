package import Foundation
public import Vocabulary

/// A relying party's view of one OpenID provider: signs in people whose account exists already, by the authorization code flow
/// with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9700).
///
/// It asks the hosts that discovery names, and no other. It makes no account and gives no role.
public final class Provider: Sendable {
    public let settings: ProviderSettings
    private let exchange: ProviderExchange
    private let now: @Sendable () -> Date
    private let metadata: Kept<ProviderMetadata>
    private let keys: Kept<KeySet>

    /// Asks nothing yet.
    public convenience init(_ settings: ProviderSettings) {
        self.init(settings, exchange: ProviderExchange(), now: { Date() })
    }

    package init(_ settings: ProviderSettings, exchange: ProviderExchange, now: @escaping @Sendable () -> Date) {
        self.settings = settings
        self.exchange = exchange
        self.now = now
        let metadata = Kept(.metadata, now: now) { () async throws(Failure) -> ProviderMetadata in
            guard let address = ProviderMetadata.address(of: settings) else {
                throw .provider("The provider has no address.")
            }
            return try ProviderMetadata(parsing: try await exchange.get(address), for: settings)
        }
        self.metadata = metadata
        keys = Kept(.keys, now: now) { () async throws(Failure) -> KeySet in
            try KeySet(parsing: try await exchange.get(try await metadata.value().keysAddress))
        }
    }

    /// A new sign-in.
    /// - Throws: `sign-on.provider`.
    public func begin() async throws(Failure) -> SignInAttempt {
        let metadata = try await metadata.value()
        let secrets = SignInSecrets(issuer: settings.issuer, begun: now())
        guard let url = AuthorisationRequest.url(settings, metadata, secrets) else {
            throw .provider("The provider has no address to sign in at.")
        }
        return SignInAttempt(url: url, secrets: secrets)
    }

    /// Ends a sign-in.
    ///
    /// - Parameters:
    ///   - query: of the redirect URI as the browser called it, percent-encoded, without the question mark. It holds a code:
    ///     no log may have it.
    ///   - secrets: of the sign-in that this browser began. Whatever comes of it, they are not used again.
    /// - Returns: the name of the account, as the provider wrote it; there need not be such an account.
    /// - Throws: `sign-on.refused`, `sign-on.token`, `sign-on.provider`.
    public func finish(query: String, secrets: SignInSecrets) async throws(Failure) -> String {
        let metadata = try await metadata.value()
        let code = try AuthorisationResponse.code(in: query, secrets, metadata, at: now())
        let answer = try await exchange.post(
            TokenRequest(code: code, settings, secrets), to: metadata.tokenEndpoint)
        let token = try SignedToken(
            parsing: try TokenResponse.idToken(status: answer.status, body: answer.body), allowed: metadata.algorithms)
        let claims = try await token.claims(signedBy: try await keys(for: token))
        return try IDTokenCheck(settings, secrets).account(of: claims, at: now())
    }

    /// Providers change their keys at any time; a token by one that is not known yet has them fetched (section 10.1.1).
    private func keys(for token: SignedToken) async throws(Failure) -> KeySet {
        let known = try await keys.value()
        return known.key(token.kid, for: token.algorithm) == nil ? try await keys.renewed() : known
    }
}
