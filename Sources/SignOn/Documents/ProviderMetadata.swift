package import Foundation
package import Vocabulary

/// What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as it is needed and believed.
package struct ProviderMetadata: Sendable {
    package let issuer: String
    package let authorisationEndpoint: URL
    package let tokenEndpoint: URL
    package let keysAddress: URL
    /// Those that it signs ID tokens by, and that are taken here.
    package let algorithms: Set<SigningAlgorithm>
    /// Whether single claims can be asked for (OpenID Connect Core 1.0, section 5.5).
    package let takesClaims: Bool
    /// Whether each of its answers has `iss` (RFC 9207, section 3).
    package let namesItself: Bool

    private struct Document: Decodable {
        let issuer: String
        let authorisationEndpoint: String
        let tokenEndpoint: String
        let keysAddress: String
        let responseTypes: [String]?
        let algorithms: [String]?
        let challengeMethods: [String]?
        let clientMethods: [String]?
        let takesClaims: Bool?
        let namesItself: Bool?

        enum CodingKeys: String, CodingKey {
            case issuer
            case authorisationEndpoint = "authorization_endpoint"
            case tokenEndpoint = "token_endpoint"
            case keysAddress = "jwks_uri"
            case responseTypes = "response_types_supported"
            case algorithms = "id_token_signing_alg_values_supported"
            case challengeMethods = "code_challenge_methods_supported"
            case clientMethods = "token_endpoint_auth_methods_supported"
            case takesClaims = "claims_parameter_supported"
            case namesItself = "authorization_response_iss_parameter_supported"
        }
    }

    /// Where it says so: the issuer without a slash at its end, and the well-known path (section 4).
    package static func address(of settings: ProviderSettings) -> URL? {
        let issuer = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
        return URL(string: issuer + "/.well-known/openid-configuration")
    }

    /// - Throws: `sign-on.provider`.
    package init(parsing body: [UInt8], for settings: ProviderSettings) throws(Failure) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(body)) else {
            throw .provider("The provider's description of itself cannot be read.")
        }
        // Section 4.3: exactly, so that no provider speaks for another.
        guard document.issuer == settings.issuer else {
            throw .provider("The provider calls itself by another issuer than the one that is set.")
        }
        // A provider out in the world has no business on this machine.
        let isHere = settings.issuerURL.scheme == "http"
        guard let authorisation = ProviderURL.parse(document.authorisationEndpoint, allowsLoopback: isHere),
            let token = ProviderURL.parse(document.tokenEndpoint, allowsLoopback: isHere),
            let keys = ProviderURL.parse(document.keysAddress, allowsLoopback: isHere)
        else { throw .provider("An address of the provider is not https.") }
        guard document.responseTypes?.contains("code") ?? true,
            document.challengeMethods?.contains(ProofKey.method) ?? true
        else { throw .provider("The provider does not do the authorization code flow with PKCE by S256.") }
        guard
            settings.clientSecret == nil
                || document.clientMethods?.contains("client_secret_basic") ?? true
        else { throw .provider("The provider does not take a client's secret by HTTP Basic.") }
        // RS256 is the one that each provider has (Core, section 15.1).
        let algorithms = Set(
            (document.algorithms ?? ["RS256"]).compactMap(SigningAlgorithm.init))
        guard !algorithms.isEmpty else { throw .provider("The provider signs by no algorithm that is taken here.") }
        issuer = document.issuer
        authorisationEndpoint = authorisation
        tokenEndpoint = token
        keysAddress = keys
        self.algorithms = algorithms
        takesClaims = document.takesClaims ?? false
        namesItself = document.namesItself ?? false
    }
}
