import Foundation
import SignOn
import Vocabulary
import Web

/// A file that says which provider signs people in, as JSON (docs/server.md).
struct SignOnFile: Decodable {
    let name: String
    let issuer: String
    let clientID: String
    let clientSecret: String?
    let redirectURI: String
    let accountClaim: String?
    let scopes: [String]?
    /// Whether the provider has to have asked for a second factor; or the acr value that says that it did.
    let secondFactor: Bool?
    let acr: String?
    let maximumAge: Int?

    /// - Throws: `sign-on.settings`; `server.secret-exposed` when others can read it.
    static func settings(_ path: String) throws -> ProviderSettings {
        guard let data = try GuardedFile.secret(path, "The file with the sign-in provider's settings"),
            let file = try? JSONDecoder().decode(SignOnFile.self, from: data),
            let claim = AccountClaim(rawValue: file.accountClaim ?? AccountClaim.preferredUsername.rawValue)
        else {
            throw Failure(
                .signOnSettings, "The file with the sign-in provider's settings cannot be read, or is not of its form.",
                remedy: "docs/server.md has an example.")
        }
        return try ProviderSettings(
            name: file.name, issuer: file.issuer, clientID: file.clientID,
            clientSecret: file.clientSecret.map { ClientSecret($0) }, redirectURI: file.redirectURI,
            accountClaim: claim, scopes: file.scopes ?? [],
            secondFactor: file.secondFactor == true || file.acr != nil ? .required(acr: file.acr) : .notRequired,
            maximumAge: file.maximumAge)
    }
}
