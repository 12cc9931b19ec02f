import Foundation
import SignOn

/// Settings and documents of a provider that does not exist.
enum Samples {
    static let redirectURI = "http://localhost:8787/sign-on/return"
    static let issuer = "https://id.example.org/realms/a"
    static let moment = Date(timeIntervalSince1970: 1_800_000_000)

    static func settings(
        issuer: String = issuer, secret: String? = "s3cret +/=:", claim: AccountClaim = .preferredUsername,
        secondFactor: SecondFactor = .notRequired, maximumAge: Int? = nil
    ) throws -> ProviderSettings {
        try ProviderSettings(
            name: "Example", issuer: issuer, clientID: TestProvider.clientID,
            clientSecret: secret.map { ClientSecret($0) }, redirectURI: redirectURI, accountClaim: claim,
            secondFactor: secondFactor, maximumAge: maximumAge)
    }

    static let metadata: JSONObject = [
        "issuer": issuer, "authorization_endpoint": "https://id.example.org/auth",
        "token_endpoint": "https://id.example.org/token", "jwks_uri": "https://keys.example.org/jwks",
        "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"],
    ]

    static func metadata(_ change: (inout JSONObject) -> Void = { _ in }) throws -> ProviderMetadata {
        var document = metadata
        change(&document)
        return try ProviderMetadata(parsing: json(document), for: settings())
    }

    static func secrets(begun: Date = moment) -> SignInSecrets { SignInSecrets(issuer: issuer, begun: begun) }
}
