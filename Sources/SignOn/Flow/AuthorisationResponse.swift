package import Foundation
package import Vocabulary

/// What the browser brings back (RFC 6749, section 4.1.2).
package enum AuthorisationResponse {
    /// - Parameter query: of the redirect URI as it was called, without the question mark.
    /// - Returns: the code.
    /// - Throws: `sign-on.refused`, `sign-on.provider`.
    package static func code(
        in query: String, _ secrets: SignInSecrets, _ metadata: ProviderMetadata, at now: Date
    ) throws(Failure) -> String {
        guard secrets.issuer == metadata.issuer else {
            throw .refused("This sign-in was begun with another provider.")
        }
        guard let fields = FormCoding.decode(query), let state = fields["state"],
            RandomText.areEqual(state, secrets.state)
        else { throw .refused("This is not the sign-in that was begun in this browser.") }
        guard !secrets.isOver(at: now) else { throw .refused("The sign-in took too long.") }
        // Errors have an issuer too (RFC 9207, section 2), so it is looked at before anything is believed.
        if let issuer = fields["iss"] {
            guard issuer == metadata.issuer else { throw .refused("Another provider answered than the one asked.") }
        } else if metadata.namesItself {
            throw .refused("The provider's answer does not say whose it is.")
        }
        if let error = fields["error"] { throw failure(error) }
        guard let code = fields["code"] else { throw .provider("The provider answered neither yes nor no.") }
        return code
    }

    /// RFC 6749, section 4.1.2.1, and OpenID Connect Core 1.0, section 3.1.2.6.
    private static func failure(_ error: String) -> Failure {
        switch error {
        case "server_error", "temporarily_unavailable":
            .provider("The provider cannot sign anybody in just now.")
        case "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope",
            "invalid_request_uri", "invalid_request_object", "request_not_supported", "request_uri_not_supported",
            "registration_not_supported":
            .provider("The provider does not take this server's request.")
        default: .refused("The sign-in was refused or broken off at the provider.")
        }
    }
}
