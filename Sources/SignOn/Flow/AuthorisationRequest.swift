package import Foundation

/// Where the browser is sent (OpenID Connect Core 1.0, section 3.1.2.1).
package enum AuthorisationRequest {
    package static func url(
        _ settings: ProviderSettings, _ metadata: ProviderMetadata, _ secrets: SignInSecrets
    ) -> URL? {
        var fields: [(name: String, value: String)] = [
            ("response_type", "code"),
            ("client_id", settings.clientID),
            ("redirect_uri", settings.redirectURI.absoluteString),
            ("scope", settings.scopes.joined(separator: " ")),
            ("state", secrets.state),
            ("nonce", secrets.nonce),
            ("code_challenge", ProofKey.challenge(of: secrets.verifier)),
            ("code_challenge_method", ProofKey.method),
        ]
        if let acr = settings.secondFactor.asked { fields.append(("acr_values", acr)) }
        if let age = settings.maximumAge { fields.append(("max_age", String(age))) }
        if metadata.takesClaims { fields.append(("claims", claims(settings.accountClaim))) }
        // An endpoint keeps the query that it has (RFC 6749, section 3.1).
        let endpoint = metadata.authorisationEndpoint
        let joint = endpoint.query() == nil ? "?" : "&"
        return URL(string: endpoint.absoluteString + joint + FormCoding.encode(fields))
    }

    /// Providers may keep what scopes ask for out of the ID token; this asks for it there (section 5.5).
    private static func claims(_ claim: AccountClaim) -> String {
        let also = claim == .email ? #","email_verified":{"essential":true}"# : ""
        return #"{"id_token":{"\#(claim.rawValue)":{"essential":true}\#(also)}}"#
    }
}
