import Foundation

/// How a code is redeemed (OpenID Connect Core 1.0, section 3.1.3.1).
package struct TokenRequest: Sendable {
    package let body: String
    /// Nil for a public client.
    package let authorization: String?

    package init(code: String, _ settings: ProviderSettings, _ secrets: SignInSecrets) {
        var fields: [(name: String, value: String)] = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", settings.redirectURI.absoluteString),
            ("code_verifier", secrets.verifier),
        ]
        if let secret = settings.clientSecret {
            // Both are form-encoded first (RFC 6749, section 2.3.1).
            let pair = "\(FormCoding.escape(settings.clientID)):\(FormCoding.escape(secret.text))"
            authorization = "Basic " + Data(pair.utf8).base64EncodedString()
        } else {
            fields.append(("client_id", settings.clientID))
            authorization = nil
        }
        body = FormCoding.encode(fields)
    }
}
